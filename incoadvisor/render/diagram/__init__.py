"""Responsibility diagrams: data, pictures in two layouts, tables, graphs and files."""
