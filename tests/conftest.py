"""How every test runs."""

from hypothesis import settings

# A law holds or it does not; how fast an example ran says only how busy the machine was.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
