"""The views; Streamlit runs each as a script."""
