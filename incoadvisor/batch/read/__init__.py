"""Order files of any kind, brought to Parquet without losing a line."""

from incoadvisor.batch.read.book import open_book, open_frame

__all__ = ["open_book", "open_frame"]
