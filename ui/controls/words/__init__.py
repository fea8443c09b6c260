"""What controls say that several lessons share. No Streamlit here."""
