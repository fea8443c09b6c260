"""Controls of a layer that several lessons share."""
