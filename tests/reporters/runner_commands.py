"""What GitHub's runner takes for commands in the log of a step: ActionCommand.cs and ActionCommandManager.cs, in Python.

.NET ends a line at \\r, \\n or both, and trims its own white space. Both spellings are read: `::name key=value::message` at a
line's beginning, and `##[name key=value]message` anywhere in it.
"""
import re

WHITE_SPACE = "\t\n\v\f\r\x85 \xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
KNOWN = {"add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher",
         "save-state", "set-env", "set-output", "set-repo-path", "stop-commands", "warning", "internal-set-repo-path"}


def decoded(text, codes):
    """The sign itself comes last."""
    for code in codes:
        text = text.replace(f"%{code}", chr(int(code, 16)))
    return text


MESSAGE_CODES = ("0D", "0A", "25")
PROPERTY_CODES = ("0D", "0A", "3A", "2C", "25")


def properties_of(text):
    pairs = (one.split("=", 1) for one in text.strip(WHITE_SPACE).split(",") if "=" in one)
    return {pair[0]: decoded(pair[1], PROPERTY_CODES) for pair in pairs}


def command_of(line, known=frozenset(KNOWN)):
    """(name, properties, message), or None."""
    line = line.lstrip(WHITE_SPACE)
    if line.startswith("::") and "::" in line[2:]:
        head, message = line[2:].split("::", 1)
        name, _, properties = head.partition(" ")
        if name in known:
            return name, properties_of(properties), decoded(message, MESSAGE_CODES)
    found = re.search(r"##\[([^\]]*)\](.*)", line, re.DOTALL)
    if found:
        name, _, properties = found[1].partition(" ")
        if name in known:
            pairs = (one.split("=", 1) for one in properties.split(";") if "=" in one)
            return name, dict(pairs), found[2]
    return None


def commands_of(log):
    """Those of one step: nothing is one between `stop-commands` and its token."""
    commands, token = [], None
    for line in re.split("\r\n|\r|\n", log):
        command = command_of(line, {token} if token else KNOWN)
        if command is None:
            continue
        if token:
            token = None
        elif command[0] == "stop-commands":
            token = command[2]
        else:
            commands.append(command)
    return commands
