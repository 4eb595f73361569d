"""The views to look at, by path, with a query that fills them."""

VIEWS: dict[str, dict[str, str]] = {
    "": {},
    "interview": {},
    "rules": {},
}
