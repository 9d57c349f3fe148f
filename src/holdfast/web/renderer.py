"""How every form is drawn: `FORM_RENDERER = "holdfast.web.renderer.HoldfastRenderer"`."""

from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import select_template
from django.utils.functional import cached_property

from holdfast.forms.bound_fields import HoldfastBoundField


class HoldfastRenderer(TemplatesSetting):
    """Looks for each template of Django's forms under `holdfast/` first, so that `{{ form }}` looks like our pages.

    A template we have no word of our own for is taken from the project, then from Django itself.
    """

    bound_field_class = HoldfastBoundField

    @cached_property
    def _django(self) -> DjangoTemplates:
        return DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """The template by Django's name. Raises TemplateDoesNotExist."""
        try:
            return select_template([f"holdfast/{template_name}", template_name])
        except TemplateDoesNotExist:
            return self._django.get_template(template_name)
