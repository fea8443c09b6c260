"""What the questions say: a module for each subject. No Streamlit here."""
