"""Forms made from the description of the case file: what is asked, in which words, and what is said of a wrong answer."""
