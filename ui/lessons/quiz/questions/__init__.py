"""Questions made from a seed, and the rounds and results made of them. No Streamlit here."""
