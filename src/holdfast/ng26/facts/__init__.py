"""NG26's phrases over the case file, each written once, three-valued, understood by both engines."""
