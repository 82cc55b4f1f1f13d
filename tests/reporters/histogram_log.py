"""HdrHistogram's encoding and interval log, read by their description alone."""
import base64
import re
import struct
import zlib


class Histogram:
    """Of a base64 text in V2 compressed encoding; `buckets` are (highest value, count) in rising order."""

    def __init__(self, text):
        outer = base64.b64decode(text, validate=True)
        cookie, length = struct.unpack(">II", outer[:8])
        assert cookie & ~0xF0 == 0x1C849304, "not a compressed histogram"
        assert length == len(outer) - 8, "of another length than it says"
        inner = zlib.decompress(outer[8:])
        cookie, length, offset, digits, lowest, _, ratio = struct.unpack(">IIIIQQd", inner[:40])
        assert cookie & ~0xF0 == 0x1C849303, "not of version 2"
        assert (length, offset, lowest, ratio) == (len(inner) - 40, 0, 1, 1.0), "unusual header"
        sub_bits = {2: 8, 3: 11}[digits]
        self.buckets = [(highest(index, sub_bits), count) for index, count in counts(inner[40:])]
        self.count = sum(count for _, count in self.buckets)

    def quantile(self, share):
        seen = 0
        for value, count in self.buckets:
            seen += count
            if seen >= share * self.count:
                return value
        raise AssertionError("an empty histogram has no quantile")


def counts(data):
    """Pairs of index and count; a negative number stands for as many zeros."""
    index = position = 0
    while position < len(data):
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            if shift == 56:
                value |= byte << shift
                break
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        number = (value >> 1) ^ -(value & 1)
        if number < 0:
            index -= number
            continue
        if number > 0:
            yield index, number
        index += 1


def highest(index, sub_bits):
    """The highest value that counts at `index`."""
    half = 1 << (sub_bits - 1)
    row, column = index // half - 1, index % half + half
    if row < 0:
        return index
    return ((column + 1) << row) - 1


LINE = re.compile(r'(?:Tag=([^,\s]+),)?(\d+\.\d+),(\d+\.\d+),(\d+\.\d+),(\S+)')


def read_log(text):
    """Histograms by tag, None for the line without one, each with what its line says of the maximum in ms."""
    lines = text.splitlines()
    assert lines[0] == "#[Histogram log format version 1.3]"
    assert any(re.match(r"#\[StartTime: \d+\.\d+ \(seconds since epoch\), ", line) for line in lines)
    logged = {}
    for line in lines:
        if line.startswith(("#", '"StartTimestamp"')):
            continue
        tag, _, _, most, encoded = LINE.fullmatch(line).groups()
        assert tag not in logged, f"tag {tag} twice"
        logged[tag] = (Histogram(encoded), float(most))
    return logged
