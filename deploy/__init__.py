"""Several processes of the app behind nginx on one machine, as one address."""
