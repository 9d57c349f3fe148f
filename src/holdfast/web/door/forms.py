"""The door's forms, as the sign-in library's with our words."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", "Email address"), ("password", "Password")):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: able to sign in by itself unless said otherwise."""

    name = forms.CharField(
        label="What do you want to call it?", required=False, help_text="For example: my phone"
    )
    passwordless = forms.BooleanField(
        label="Sign in with this passkey alone, without a password",
        required=False,
        initial=True,
        help_text="Leave this ticked unless your key cannot ask for your finger, face or a PIN.",
    )
