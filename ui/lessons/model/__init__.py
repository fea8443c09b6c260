"""Your model: its layers and filters, a picture in it, and where any of its numbers comes from."""
