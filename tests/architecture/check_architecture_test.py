"""Plants each kind of mistake in a small tree and looks whether it is found."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import check_architecture  # noqa: E402


class Architecture(unittest.TestCase):
    def findings(self, files):
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                    file.write(text)
            return check_architecture.findings(root)

    def test_accepts_includes_that_go_down(self):
        self.assertEqual([], self.findings({
            "runner/core/row.hpp": "#include <vector>\n",
            "runner/channel/ring.hpp": '#include "runner/core/row.hpp"\n',
            "runner/swarm/pool.cpp": '#include "runner/channel/ring.hpp"\n#include "runner/core/row.hpp"\n',
        }))

    def test_finds_an_include_that_goes_up(self):
        found = self.findings({
            "runner/core/row.hpp": '#include "runner/swarm/pool.hpp"\n',
            "runner/swarm/pool.hpp": "",
        })
        self.assertEqual(
            ["runner/core/row.hpp includes runner/swarm/pool.hpp: runner/core must not include runner/swarm"], found)

    def test_finds_an_include_that_goes_sideways(self):
        found = self.findings({
            "runner/swarm/pool.cpp": '  #  include "runner/agent/state.hpp"\n',
            "runner/agent/state.hpp": "",
        })
        self.assertEqual(1, len(found))
        self.assertIn("runner/swarm must not include runner/agent", found[0])

    def test_finds_an_include_that_is_relative_or_in_angle_brackets(self):
        self.assertEqual(2, len(self.findings({
            "runner/core/row.hpp": '#include "../swarm/pool.hpp"\n#include <brood/agent.h>\n',
            "runner/swarm/pool.hpp": "",
            "runner/include/brood/agent.h": "",
        })))

    def test_finds_a_ring(self):
        found = self.findings({
            "runner/core/a.hpp": '#include "runner/core/b.hpp"\n',
            "runner/core/b.hpp": '#include "runner/core/c.hpp"\n',
            "runner/core/c.hpp": '#include "runner/core/a.hpp"\n',
        })
        self.assertEqual(["a ring of includes: runner/core/a.hpp -> runner/core/b.hpp -> runner/core/c.hpp -> "
                          "runner/core/a.hpp"], found)

    def test_finds_a_long_file(self):
        self.assertEqual([], self.findings({"runner/core/a.cpp": "\n" * 400}))
        found = self.findings({"runner/core/a.cpp": "\n" * 401})
        self.assertEqual(1, len(found))
        self.assertIn("runner/core/a.cpp has 401 lines", found[0])

    def test_finds_a_reason_that_is_not_needed_any_more(self):
        check_architecture.LONG_FILES["runner/core/a.cpp"] = "a table"
        self.addCleanup(check_architecture.LONG_FILES.clear)
        self.assertEqual([], self.findings({"runner/core/a.cpp": "\n" * 401}))
        self.assertEqual(1, len(self.findings({"runner/core/a.cpp": ""})))


if __name__ == "__main__":
    unittest.main()
