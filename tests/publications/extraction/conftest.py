"""The mark of tests that take minutes."""


def pytest_configure(config):
    """Tell of the mark."""
    config.addinivalue_line("markers", "slow: takes minutes; runs only with SLOW=1")
