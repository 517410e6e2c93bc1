# SPDX-License-Identifier: Apache-2.0
"""pytest starts here. The suite's own plugin stands in conformance/plugin/."""

pytest_plugins = [
    "conformance.plugin.scripts",
    "conformance.plugin.totals",
]
