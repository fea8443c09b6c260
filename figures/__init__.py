"""Pictures of results: arrays in, Plotly figures out. Nothing is shown or computed here."""
