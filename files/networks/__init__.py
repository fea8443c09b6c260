"""Networks as text: how `files.network_text` reads each way in which people write them."""
