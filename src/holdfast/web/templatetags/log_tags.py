"""How an entry of the log is said: `{% load log_tags %}`."""

from django import template

from holdfast.web.logs import saying

register = template.Library()
register.filter("deed", saying.deed)
register.filter("deed_detail", saying.detail)
register.filter("deed_whose", saying.whose)
