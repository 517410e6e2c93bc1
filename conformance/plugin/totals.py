# SPDX-License-Identifier: Apache-2.0
"""The last line of a test run, for any reader: N passed, N failed, N skipped."""
import pytest

from conformance.plugin.once import remove_shared_folder


def words(stats):
    """Errors count as failed; expected failures and deselected tests do not exist here."""
    count = {key: len(stats.get(key, [])) for key in ("passed", "failed", "error", "skipped")}
    failed = count["failed"] + count["error"]
    return f"{count['passed']} passed, {failed} failed, {count['skipped']} skipped"


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    if hasattr(config, "workerinput"):
        return
    remove_shared_folder(getattr(config, "ndc_run", None))
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not config.option.collectonly:
        print(words(reporter.stats), flush=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """xdist: remembers the name of the run, which is also that of its shared folder."""
    node.config.ndc_run = node.workerinput["testrunuid"]
