"""The summary of an audit: its figures, plots and tables, as a page and as a workbook."""
