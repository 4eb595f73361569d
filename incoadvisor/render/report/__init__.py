"""The advice as a report of one page, two at most."""
