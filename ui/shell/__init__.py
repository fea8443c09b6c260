"""The frame of every page: title, menu, tour, presenter mode, links, footer."""
