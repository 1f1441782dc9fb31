#!/usr/bin/env python3
"""Checks an evidence bundle of Clayton, by rules written down in docs/bundle.md (also README.md in the bundle).

Shares no code with Clayton and needs nothing but Python 3.8. First the facts: every byte of the archive, the hashes of
its files, the headers' proof of work, the Merkle branches, the transactions' names, the values of what they spend.
Then the traces are done again over these facts alone, hop by hop, and every amount is compared.

    clayton_verify.py BUNDLE [--json]      exit code 0: holds, 1: does not, 2: wrong use, 3: cannot be read
"""
import hashlib, heapq, json, re, struct, sys, zlib
from collections import defaultdict, namedtuple

MAX_MONEY = 2_100_000_000_000_000
SIGNATURES = ["manifest.json.p7s", "manifest.json.asc", "manifest.json.tsr"]
# name: genesis hash, easiest target in compact form, blocks between halvings, versions of base58 addresses, bech32 prefix
NETWORKS = {
    "main": ("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", 0x1d00ffff, 210000, (0, 5), "bc"),
    "testnet3": ("000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943", 0x1d00ffff, 210000, (111, 196), "tb"),
    "testnet4": ("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043", 0x1d00ffff, 210000, (111, 196), "tb"),
    "signet": ("00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6", 0x1e0377ae, 210000, (111, 196), "tb"),
    "regtest": ("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206", 0x207fffff, 150, (111, 196), "bcrt"),
}
Tx = namedtuple("Tx", "txid inputs outputs coinbase end")      # inputs: [(txid, vout)], outputs: [(satoshis, script)]
Read = namedtuple("Read", "keys values outputs fee resolved")  # a transaction's stream: keys and values of its inputs


class Broken(Exception):
    """A fact that does not hold."""


def need(holds, fact):
    if not holds:
        raise Broken(fact)


# ---- the archive and its files ----------------------------------------------------------------------------------

def unzip(data):
    """Files of a ZIP in which every byte is accounted for: no gaps, both heads of an entry agree, all are of one kind."""
    at = len(data) - 22
    begins, ends = data[:4] == b"PK\3\4", at >= 0 and data[at:at + 4] == b"PK\5\6"
    if not begins and not ends:
        raise OSError("this is no ZIP archive")
    need(begins and ends, "the archive is not sound: its end is damaged")
    disks, count, count2, size, start, comment = struct.unpack("<IHHIIH", data[at + 4:])
    need((disks, comment) == (0, 0) and count == count2 and start + size == at, "the archive is not sound: its directory")
    files, kind, here, entry = {}, None, 0, start
    for _ in range(count):
        need(data[entry:entry + 4] == b"PK\1\2" and entry + 46 <= at, "the archive is not sound: its directory")
        head = data[entry:entry + 46]
        flags, method, crc, packed, full, name_len, extra = struct.unpack("<2x2H4x3I2H", head[6:32])
        name = data[entry + 46:entry + 46 + name_len].decode("latin-1")
        plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", name)
        need(plain and name.lower() not in map(str.lower, files), "the archive is not sound: a name is not plain, or twice")
        need(not extra and head[32:34] == b"\0\0" and not flags & ~0x808, "the archive is not sound: the entry " + name)
        kind = kind or head[4:6] + head[34:42]
        need(kind == head[4:6] + head[34:42] and head[41] >> 4 in (0, 8), "the archive is not sound: the kind of " + name)
        shared = head[6:32] if not flags & 8 else head[6:16] + bytes(12) + head[28:32]
        body = here + 30 + name_len
        need(head[42:] == struct.pack("<I", here) and data[here:body] == b"PK\3\4" + shared + name.encode(),
             "the archive is not sound: the entry " + name)
        here, entry = body + packed, entry + 46 + name_len
        if flags & 8:
            need(data[here:here + 16] == b"PK\7\10" + head[16:28], "the archive is not sound: the entry " + name)
            here += 16
        content = data[body:body + packed]
        if method == 8:
            need(full <= 200 * (packed + 1024), "the archive is not sound: %s is packed too well" % name)
            unpacker = zlib.decompressobj(-15)
            try:
                content = unpacker.decompress(content, full + 1)
            except zlib.error:
                raise Broken("the archive is not sound: %s cannot be unpacked" % name)
            need(unpacker.eof and not unpacker.unused_data, "the archive is not sound: " + name)
        need(method in (0, 8) and len(content) == full and zlib.crc32(content) == crc, "the archive is not sound: " + name)
        files[name] = content
    need(here == start and entry == at, "the archive is not sound: bytes that belong to no entry")
    return files


def distinct(pairs):
    need(len(dict(pairs)) == len(pairs), "a name stands twice in a JSON object")
    return dict(pairs)


def load(files, name):
    need(name in files, name + " is missing")
    try:
        return json.loads(files[name], object_pairs_hook=distinct)
    except ValueError as error:
        raise Broken("%s is not what it must be: %s" % (name, error))


def check_manifest(files):
    manifest = load(files, "manifest.json")
    lines = "".join("%s  %s\n" % (hashlib.sha256(files[name]).hexdigest(), name)
                    for name in ["manifest.json"] + SIGNATURES if name in files)
    need(files.get("manifest.sha256") == lines.encode(), "manifest.sha256 does not hold the SHA-256 of manifest.json")
    need(manifest["schema"] == "clayton.bundle/1", "manifest.json is of another kind")
    left = set(files) - set(SIGNATURES) - {"manifest.json", "manifest.sha256"}
    for listed in manifest["files"]:
        content = files.get(listed["name"])
        need(listed["name"] in left and len(content) == listed["bytes"]
             and hashlib.sha256(content).hexdigest() == listed["sha256"],
             listed["name"] + " is not the file that manifest.json lists")
        left.remove(listed["name"])
    need(not left, "not listed in manifest.json: " + ", ".join(sorted(left)))
    return manifest


# ---- blocks and transactions ------------------------------------------------------------------------------------

def sha256d(data):
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


def expand(bits):
    return (bits & 0x7fffff if not bits & 0x800000 else 0) << 8 * ((bits >> 24) - 3) if bits >> 24 > 2 else 0


def compact(target):
    size = (target.bit_length() + 8) // 8
    return size << 24 | target >> 8 * (size - 3)


def check_headers(data, first, network):
    """Hashes and Merkle roots by height, and the work in them; on mainnet targets follow from the times before."""
    genesis, limit, _, _, _ = NETWORKS[network]
    need(data and len(data) % 80 == 0, "headers.bin is not a number of headers")
    headers = [data[at:at + 80] for at in range(0, len(data), 80)]
    hashes, work = [sha256d(header) for header in headers], 0
    field = lambda at, offset: struct.unpack_from("<I", headers[at], offset)[0]
    for at, (header, name) in enumerate(zip(headers, hashes)):
        height, bits = first + at, field(at, 72)
        need(int.from_bytes(name, "little") <= expand(bits) <= expand(limit), "header %d lacks its work" % height)
        need(header[4:36] == hashes[at - 1] if at else height > 0 or name[::-1].hex() == genesis,
             "header %d does not name the one before" % height)
        if network == "main" and at and (height % 2016 or at >= 2016):
            seconds = min(max(field(at - 1, 68) - field(at - 2016, 68), 302400), 4838400) if height % 2016 == 0 else 0
            due = min(expand(field(at - 1, 72)) * seconds // 1209600, expand(limit))
            need(bits == (compact(due) if height % 2016 == 0 else field(at - 1, 72)), "header %d: its target" % height)
        work += 2 ** 256 // (expand(bits) + 1)
    return ({first + at: name[::-1].hex() for at, name in enumerate(hashes)},
            {first + at: header[36:68] for at, header in enumerate(headers)}, work)


def parse(data, start, file):
    """One transaction, with or without witness. One of 64 bytes could be a node of a Merkle tree (CVE-2017-12842)."""
    at = start

    def take(count):
        nonlocal at
        need(0 <= count <= len(data) - at, "%s, offset %d: a transaction that is cut off" % (file, start))
        at += count
        return data[at - count:at]

    def size():
        first = take(1)[0]
        return first if first < 253 else int.from_bytes(take(1 << first - 252), "little")

    version, witness = take(4), data[at:at + 2] == b"\0\1"
    take(2 if witness else 0)
    body, inputs, outputs = at, [], []
    for _ in range(size()):
        inputs.append((take(32)[::-1].hex(), int.from_bytes(take(4), "little")))
        take(size() + 4 if True else 0)
    for _ in range(size()):
        outputs.append((int.from_bytes(take(8), "little"), take(size())))
    stripped = version + data[body:at]
    for _ in inputs if witness else []:
        for _ in range(size()):
            take(size())
    stripped += take(4)
    need(inputs and outputs and sum(value for value, _ in outputs) <= MAX_MONEY and len(stripped) != 64,
         "%s, offset %d: no transaction that can be" % (file, start))
    return Tx(sha256d(stripped)[::-1].hex(), inputs, outputs, inputs == [("0" * 64, 0xffffffff)], at)


def merkle_root(nodes, height):
    while len(nodes) > 1:
        need(all(a != b for a, b in zip(nodes[::2], nodes[1::2])), "block %d: equal pairs (CVE-2012-2459)" % height)
        nodes = [sha256d(nodes[i] + nodes[min(i + 1, len(nodes) - 1)]) for i in range(0, len(nodes), 2)]
    return nodes[0]


def branch_root(txid, index, branch):
    node = bytes.fromhex(txid)[::-1]
    for beside in (bytes.fromhex(text)[::-1] for text in branch):
        need(not index & 1 or beside != node, "transaction %s is the second of an equal pair" % txid)
        node = sha256d(beside + node if index & 1 else node + beside)
        index >>= 1
    return node if index == 0 else b""


BASE58, BECH32 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def base58(data):
    data += sha256d(data)[:4]
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = BASE58[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def bech32(prefix, version, program):
    number, bits = int.from_bytes(program, "big"), 8 * len(program)
    groups = [version] + [(number << -bits % 5) >> at & 31 for at in range(bits + -bits % 5 - 5, -1, -5)]
    check = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + groups + [0] * 6:
        top, check = check >> 25, (check & 0x1ffffff) << 5 ^ value
        for bit, factor in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
            check ^= factor if top >> bit & 1 else 0
    check ^= 0x2bc830a3 if version else 1
    return prefix + "1" + "".join(BECH32[group] for group in groups + [check >> 5 * (5 - i) & 31 for i in range(6)])


def address(script, network):
    (key_version, script_version), prefix = NETWORKS[network][3:]
    if len(script) == 25 and script[:3] == b"\x76\xa9\x14" and script[23:] == b"\x88\xac":
        return base58(bytes([key_version]) + script[3:23])
    if len(script) == 23 and script[:2] == b"\xa9\x14" and script[22] == 0x87:
        return base58(bytes([script_version]) + script[2:22])
    if 4 <= len(script) <= 42 and script[1] == len(script) - 2 and (
            0x51 <= script[0] <= 0x60 or script[0] == 0 and len(script) in (22, 34)):
        return bech32(prefix, script[0] - 0x50 if script[0] else 0, script[2:])
    return "script:" + script.hex() if len(script) <= 256 else "script:sha256:" + hashlib.sha256(script).hexdigest()


class Facts:
    """The transactions a bundle proves. A place is (height, index), an output's key (height, index, vout); an output
    from before the range has the key (-1, txid, vout)."""

    def __init__(self, files, manifest):
        self.network, self.first = manifest["network"], manifest["from"]
        need(self.network in NETWORKS, "no such network: %s" % self.network)
        self.hashes, roots, work = check_headers(files.get("headers.bin", b""), self.first, self.network)
        self.tip = {"height": max(self.hashes), "hash": self.hashes[max(self.hashes)]}
        need(manifest["tip"] == self.tip and manifest["work"] == "%064x" % work, "the last header is not manifest.json's")
        self.work, self.placed, self.whole, self.makers, self.spender = work, {}, {}, defaultdict(list), {}
        self.read_blocks(files, roots)
        self.previous, at, data = {}, 0, files.get("previous.bin", b"")
        while at < len(data):
            tx = parse(data, at, "previous.bin")
            self.previous[tx.txid], at = tx, tx.end
        self.claims = load(files, "claims.json")
        self.boundary = {tuple(claim["outpoint"].split(":")): claim for claim in self.claims["boundary"]}
        self.boundary = {(txid, int(vout)): claim for (txid, vout), claim in self.boundary.items()}
        need(not self.boundary or self.first > 0, "an output is older than the genesis block")
        self.join()

    def read_blocks(self, files, roots):
        at, last, data = 0, -1, files.get("transactions.bin", b"")
        for block in load(files, "blocks.json")["blocks"]:
            height, listed, count = block["height"], block.get("transactions"), block.get("whole")
            need(height > last and block["hash"] == self.hashes.get(height), "blocks.json: block %s" % height)
            need((listed is None) != (count is None), "blocks.json: block %d is whole or not, not both" % height)
            txs, last, self.whole[height] = [], height, count
            for _ in range(count if listed is None else len(listed)):
                txs.append(parse(data, at, "transactions.bin"))
                at = txs[-1].end
            indexes = range(len(txs)) if listed is None else [each["index"] for each in listed]
            need(txs and indexes[0] == 0 and all(a < b for a, b in zip(indexes, indexes[1:])), "blocks.json: %d" % height)
            if listed is None:
                need(merkle_root([bytes.fromhex(tx.txid)[::-1] for tx in txs], height) == roots[height],
                     "the transactions of block %d do not have the Merkle root of its header" % height)
            for tx, each in zip(txs, listed or []):
                need(tx.txid == each["txid"] and branch_root(tx.txid, each["index"], each["branch"]) == roots[height]
                     and len(each["branch"]) == len(listed[0]["branch"]),
                     "transaction %s is not transaction %s of block %d" % (each["txid"], each["index"], height))
            for tx, index in zip(txs, indexes):
                self.placed[height, index] = tx
                self.makers[tx.txid].append((height, index))
        need(at == len(data), "transactions.bin holds more than blocks.json says")

    def join(self):
        for place, tx in self.placed.items():
            need(tx.coinbase == (place[1] == 0), "transaction %s is a coinbase or none, against its place" % tx.txid)
            for number, outpoint in enumerate(tx.inputs if not tx.coinbase else []):
                key = self.key(outpoint, place)
                need(key is None or key not in self.spender, "output %s:%d is spent twice" % outpoint)
                if key:
                    self.spender[key] = (place, number)
        for places in self.makers.values():  # what is unspent when a later transaction takes its name is lost (BIP 30)
            for place, later in zip(places, places[1:]):
                for vout in range(len(self.placed[place].outputs)):
                    self.spender.setdefault(place + (vout,), (later, None))
        self.fees, self.reads = {}, {}
        for place in sorted(self.placed, key=lambda place: (place[1] == 0, place)):
            self.reads[place] = self.read(place)

    def key(self, outpoint, before):
        txid, vout = outpoint
        for place in reversed(self.makers.get(txid, [])):
            if place < before:
                need(vout < len(self.placed[place].outputs), "output %s:%d is spent, but there is none" % outpoint)
                return place + (vout,)
        return (-1, txid, vout) if outpoint in self.boundary else None

    def value(self, outpoint, key):
        tx = self.placed[key[:2]] if key and key[0] >= 0 else self.previous.get(outpoint[0])
        if tx:
            need(outpoint[1] < len(tx.outputs), "output %s:%d is spent, but there is none" % outpoint)
            return tx.outputs[outpoint[1]][0]
        need(key, "the value of %s:%d is not proven: its transaction is not there" % outpoint)
        value = self.boundary[outpoint].get("value")
        need(value is None or 0 <= value <= MAX_MONEY, "claims.json: a value of %s" % value)
        return value

    def read(self, place):
        """The stream of a transaction. A coinbase's: its subsidy, then the fees of its block if that is whole."""
        tx, (height, index) = self.placed[place], place
        paid = sum(value for value, _ in tx.outputs)
        if index:
            keys = [self.key(outpoint, place) for outpoint in tx.inputs]
            values = [self.value(outpoint, key) for outpoint, key in zip(tx.inputs, keys)]
            resolved = None not in values
            fee = sum(values) - paid if resolved else 0
        else:
            reads = [self.reads[height, i] for i in range(1, self.whole[height] or 1)]
            keys, values = None, [self.subsidy(height)] + [read.fee for read in reads]
            resolved = self.whole[height] is not None and all(read.resolved for read in reads)
            fee = sum(values) - paid if resolved else 0
        need(fee >= 0, "transaction %s pays out more than it takes in" % tx.txid)
        return Read(keys, values, [value for value, _ in tx.outputs], fee, resolved)

    def subsidy(self, height):
        halvings = height // NETWORKS[self.network][2]
        return 5_000_000_000 >> halvings if halvings < 64 else 0

    def output(self, key):
        """Outpoint, height, value and address of an output."""
        if key[0] < 0:
            claim, outpoint = self.boundary[key[1:]], key[1:]
            script = bytes.fromhex(claim["script"]) if "script" in claim else None
            return "%s:%d" % outpoint, claim.get("height"), self.value(outpoint, key), script
        tx = self.placed[key[:2]]
        return ("%s:%d" % (tx.txid, key[2]), key[0]) + tx.outputs[key[2]]

    def unspendable(self, key):
        script = self.output(key)[3] if key[0] > 0 else b""
        return key[0] == 0 or script[:1] == b"\x6a" or len(script) > 10000


# ---- tracing: taint is a list of runs (start, length, labels, passed through a CoinJoin) ------------------------------
# Under fifo and lifo a run says which satoshis of an output carry its labels; under the others there is one run for each
# label, and only its length counts.

def add(runs, start, length, labels, mixed):
    """Adds a run behind the others; one that goes on with the same labels is the same run."""
    if length and runs and sum(runs[-1][:2]) == start and runs[-1][2] == labels:
        start, longer, _, also = runs.pop()
        length, mixed = longer + length, mixed or also
    if length:
        runs.append((start, length, labels, mixed))


def share(policy, amount, sizes):
    if policy == "tiho":
        shares = [0] * len(sizes)
        for slot in sorted(range(len(sizes) - 1), key=lambda slot: -sizes[slot]) + [len(sizes) - 1]:
            shares[slot] = min(amount, sizes[slot])
            amount -= shares[slot]
        return shares
    total = sum(sizes)
    shares = [amount * size // total for size in sizes]
    for slot in sorted(range(len(sizes)), key=lambda slot: -(amount * sizes[slot] % total))[:amount - sum(shares)]:
        shares[slot] += 1
    return shares


def pour(policy, parts, sizes, mix):
    """Joins (size, runs) parts to a stream and cuts it into slots of these sizes; backward the same from slots to inputs."""
    stream, slots, at = [], [[] for _ in sizes], 0
    for size, runs in parts:
        for start, length, labels, mixed in runs:
            add(stream, at + start, length, labels, mixed)
        at += size
    need(at == sum(sizes), "a transaction gives out %d satoshis of %d" % (sum(sizes), at))
    if policy in ("fifo", "lifo"):
        stream = [(at - s - n, n, labels, m) for s, n, labels, m in reversed(stream)] if policy == "lifo" else stream
        slot, begin = 0, 0
        for start, length, labels, mixed in stream:
            while length:
                while begin + sizes[slot] <= start:
                    begin, slot = begin + sizes[slot], slot + 1
                cut = min(length, begin + sizes[slot] - start)
                add(slots[slot], start - begin, cut, labels, mixed or mix)
                start, length = start + cut, length - cut
        return slots
    amounts = defaultdict(lambda: [0, mix])
    for _, length, (label,), mixed in ((run[0], run[1], tuple(run[2]), run[3]) for run in stream):
        amounts[label] = [amounts[label][0] + length, amounts[label][1] or mixed]
    for label, (amount, mixed) in sorted(amounts.items()):
        for slot, part in enumerate(sizes if policy == "poison" else share(policy, amount, sizes)):
            add(slots[slot], 0, part, frozenset([label]), mixed)
    return slots


class Trace:
    """One trace over proven facts alone, in either direction; what comes of it is compared with the document."""

    def __init__(self, facts, question, policy, seeds):
        self.facts, self.policy, self.question, self.rows, self.notes = facts, policy, question, [], []
        self.places, self.follow = policy in ("fifo", "lifo"), question["fees"] == "follow"
        self.labels, self.seeds, self.mixes = sorted({seed["label"] for seed in seeds}), defaultdict(list), set()
        self.ends = {label: dict.fromkeys(BUCKETS, 0) for label in self.labels}
        self.stops, self.gone, self.origins, self.unspent = defaultdict(dict), defaultdict(dict), [], []
        self.queue, self.due, self.fees, self.transactions, self.until = [], {}, defaultdict(list), 0, question["until"]
        self.mixes = {tuple(map(int, place.split("x"))) for place in facts.claims["coinJoins"]}
        self.tags = defaultdict(set)
        for tag in facts.claims["tags"]:
            self.tags[tag["address"]].add(tag["label"])
        for seed in seeds:
            self.seeds[self.find(seed)].append((seed["offset"], seed["length"], seed["label"]))
        self.notes = sorted(set(self.notes))
        if facts.first:
            self.notes.append("the loaded range begins at height %d: %s" % (facts.first, OLDER[question["direction"]]))
        need(facts.first <= self.until <= facts.tip["height"], "the horizon is outside the headers")

    def find(self, seed):
        txid, vout = seed["outpoint"].split(":")
        keys = [(-1, txid, int(vout))] if (txid, int(vout)) in self.facts.boundary else []
        keys += [place + (int(vout),) for place in self.facts.makers.get(txid, [])]
        known = [key for key in keys if key[0] <= self.until]
        need(known, "the seed %s is not proven" % seed["outpoint"])
        value = self.facts.output(known[-1])[2]
        need(value is not None and seed["offset"] >= 0 and 0 <= seed["length"] <= value - seed["offset"],
             "the seed on %s is outside of it" % seed["outpoint"])
        if len(keys) > 1:
            self.notes.append("%d outputs are named %s; the one created %s was taken" % (len(keys), seed["outpoint"],
                              "before the loaded range" if known[-1][0] < 0 else "at height %d" % known[-1][0]))
        return known[-1]

    def sow(self, key, runs, value):
        """Lays the seeds of an output on what arrived there; counts what did not carry the label yet."""
        for offset, length, label in self.seeds.get(key, []) if self.places or self.policy == "poison" else []:
            if not self.places:
                if length and all(label not in run[2] for run in runs):
                    runs = runs + [(0, value, frozenset([label]), False)]
                    self.ends[label]["seeded"] += value
                continue
            out, bare, alone, end = [], offset, frozenset([label]), offset + length
            for start, size, labels, mixed in runs + [(value, 0, None, False)]:
                fill = max(0, min(start, end) - bare)
                add(out, bare, fill, alone, False)
                first = min(max(offset, start), start + size)
                last = max(first, min(end, start + size))
                add(out, start, first - start, labels, mixed)
                add(out, first, last - first, labels and labels | alone, mixed)
                add(out, last, start + size - last, labels, mixed)
                self.ends[label]["seeded"] += fill + (last - first if labels and label not in labels else 0)
                bare = max(bare, min(start + size, end))
            runs = out
        if self.policy in ("haircut", "tiho"):
            for label in sorted({label for _, _, label in self.seeds.get(key, [])}):
                seeded = {i for i in ()}
                covered = united = 0
                for offset, length in sorted((offset, length) for offset, length, name in self.seeds[key] if name == label):
                    united += max(0, offset + length - max(covered, offset))
                    covered = max(covered, offset + length)
                arrived, mixed = next(((run[1], run[3]) for run in runs if label in run[2]), (0, False))
                united = min(value - arrived, united)
                self.ends[label]["seeded"] += united
                runs = [run for run in runs if label not in run[2]]
                add(runs, 0, arrived + united, frozenset([label]), mixed)
        return runs

    def by_label(self, runs):
        sums = {}
        for _, length, labels, _ in runs:
            for label in labels:
                sums[label] = sums.get(label, 0) + length
        return sums

    def amount(self, runs, value):
        """Satoshis with any label; not told where labels may overlap."""
        if self.policy == "poison":
            return value if runs else 0
        return sum(run[1] for run in runs) if self.places or len(self.labels) == 1 else None

    def row(self, key, runs, **more):
        outpoint, height, value, script = self.facts.output(key)
        row = dict(outpoint=outpoint, height=height, value=value, tainted=self.amount(runs, value),
                   labels=self.by_label(runs), address=None if script is None else address(script, self.facts.network),
                   mixed=sorted({label for run in runs if run[3] for label in run[2]}) or None, **more)
        if self.places:
            row["runs"] = [[start, length, sorted(labels)] for start, length, labels, _ in runs]
            row["mixedRuns"] = [[start, length] for start, length, _, mixed in runs if mixed] or None
        self.rows.append({name: value for name, value in row.items() if value is not None})

    def push(self, place, entry, order):
        if place not in self.due:
            self.due[place] = []
            heapq.heappush(self.queue, (order, place))
        self.due[place].append(entry)

    # -- forward

    def settle(self, state, key, value, runs, reason=None, spender=None, at=None, listed=True):
        bucket = {"displaced": "destroyed", "spent": None}.get(state, state)
        if listed:
            name = "%s:%d" % (self.facts.placed[spender[0]].txid, spender[1]) if spender else None
            self.row(key, runs, state=state, reason=reason, spentBy=name)
            self.unspent += [value] if state == "unspent" else []
        for label, sats in self.by_label(runs).items() if bucket else ():
            self.ends[label][bucket] += sats
            if state == "stopped":
                self.stops[reason][label] = self.stops[reason].get(label, 0) + sats
            if bucket == "destroyed":
                self.gone[at][label] = self.gone[at].get(label, 0) + sats
        if bucket == "destroyed":
            self.gone[at][None] = self.gone[at].get(None, 0) + (self.amount(runs, value) or 0)

    def stop(self, key, runs, hops):
        """Takes off what a stop rule ends at an output (or a fee), and answers what goes on."""
        for rule in self.question["stopAt"]:
            kind, _, number = rule.partition(":")
            here, reason, sums = [], None, self.by_label(runs)
            if kind == "hops":
                here, reason = [label for label in sums if hops[label] >= int(number)], "hop limit of " + number
            elif len(key) == 3 and kind == "amount":
                here, reason = [label for label in sums if sums[label] < int(number)], "less than %s sat" % number
            elif len(key) == 3 and kind == "height" and key[0] >= int(number):
                here, reason = list(sums), "height %s was reached" % number
            elif len(key) == 3 and kind in ("tags", "tag"):
                tags = self.tags[address(self.facts.output(key)[3], self.facts.network)]
                tags = sorted(tags if kind == "tags" else tags & {number})
                here, reason = list(sums) if tags else [], "tag " + ", ".join(tags)
            ended, rest = [], []
            for start, length, labels, mixed in runs:
                add(ended, start, length, labels & set(here), mixed) if labels & set(here) else None
                add(rest, start, length, labels - set(here), mixed) if labels - set(here) else None
            if ended:
                value = self.facts.output(key)[2] if len(key) == 3 else 0
                self.settle("stopped", key, value, ended, reason, listed=len(key) == 3)
            runs = rest
        return runs

    def create(self, key, value, runs, hops):
        runs = self.sow(key, self.stop(key, runs, hops) if runs and key[0] >= 0 else runs, value)
        if not runs and key not in self.seeds:
            return
        place, number = self.facts.spender.get(key, (None, None))
        if self.facts.unspendable(key):
            self.settle("burned", key, value, runs)
        elif place is None or place[0] > self.until:
            self.settle("unspent", key, value, runs)
        else:
            hops = {label: 0 if any(seed[2] == label for seed in self.seeds.get(key, [])) else hops.get(label)
                    for label in self.by_label(runs)}
            self.push(place, (number, key, value, runs, hops), (place[0], place[1] or 1 << 30))

    def forward(self):
        for key in self.seeds:
            if key[0] < 0:
                self.create(key, self.facts.output(key)[2], [], {})
            else:
                self.push(key[:2], None, (key[0], key[1] or 1 << 30))
        while self.queue:
            place = heapq.heappop(self.queue)[1]
            self.transaction(place, [entry for entry in self.due.pop(place) if entry])

    def transaction(self, place, entries):
        need(place in self.facts.placed, "the traces need transaction %dx%d, which is not there" % place)
        read, txid, coinbase = self.facts.reads[place], self.facts.placed[place].txid, place[1] == 0
        arrived, hops, mix = {}, {}, place in self.mixes and not coinbase
        for number, key, value, runs, each in entries:
            if key is None:
                arrived[number] = runs
            elif number is None:
                self.settle("displaced", key, value, runs, "its name went to a later transaction at height %d" % place[0],
                            at=place[0])
                continue
            elif mix and "coinjoin" in self.question["stopAt"]:
                self.settle("stopped", key, value, runs, "CoinJoin " + txid, (place, number))
            elif not read.resolved:
                self.settle("beyond", key, value, runs, "input values of the spender %s are not all known" % txid,
                            (place, number))
            else:
                self.settle("spent", key, value, runs, spender=(place, number))
                arrived[number] = runs
            hops.update({label: min(hops.get(label, count), count) for label, count in each.items()})
        sizes, slots = list(enumerate(read.values)), [[] for _ in read.outputs] + [[]]
        if coinbase and not read.resolved:
            for runs in arrived.values():
                self.settle("beyond", place, 0, runs, listed=False)
            arrived = {}
        if coinbase and self.question["coinbaseOrder"] == "fees-first":
            sizes = sizes[1:] + sizes[:1]
        if any(arrived.values()):
            self.transactions += 1
            slots = pour(self.policy, [(size, arrived.get(i, [])) for i, size in sizes], read.outputs + [read.fee], mix)
        hops = {label: count + 1 for label, count in hops.items()}
        for vout, runs in enumerate(slots[:-1]):
            self.create(place + (vout,), read.outputs[vout], runs, hops)
        if coinbase or not self.follow:
            self.settle("destroyed" if coinbase else "fees", place, read.fee, slots[-1], at=place[0], listed=False)
        elif slots[-1]:
            rest = self.stop(place, slots[-1], hops) if any(s.startswith("hops") for s in self.question["stopAt"]) else slots[-1]
            if rest:
                self.push((place[0], 0), (place[1], None, read.fee, rest, {label: hops[label] for label in self.by_label(rest)}),
                          (place[0], 1 << 30))

    # -- backward

    def origin(self, kind, runs, value, **names):
        ranges = []
        for start, length, _, _ in runs:
            add(ranges, start, length, None, False)
        origin = dict(kind=kind, amount=self.amount(runs, value), labels=self.by_label(runs),
                      runs=[list(run[:2]) for run in ranges] if self.places else None,
                      mixed=sorted({label for run in runs if run[3] for label in run[2]}) or None, **names)
        self.origins += [{name: value for name, value in origin.items() if value is not None}] if runs else []

    def ask(self, key, runs):
        if key[0] >= 0:
            return self.push(key[:2], (key, runs), (-key[0], key[1] > 0, -key[1]))
        outpoint, height, value, _ = self.facts.output(key)
        self.origin("unknown", self.sow(key, runs, value), value, height=height, outpoint=outpoint)

    def backward(self):
        for key in self.seeds:
            if key[0] >= 0:
                self.ask(key, None)
        while self.queue:
            place = heapq.heappop(self.queue)[1]
            need(place in self.facts.placed, "the traces need transaction %dx%d, which is not there" % place)
            self.back(place, {key[2]: runs for key, runs in self.due.pop(place) if runs})
        for key in self.seeds:
            if key[0] < 0 and all(row["outpoint"] != "%s:%d" % key[1:] for row in self.rows):
                self.ask(key, [])

    def back(self, place, asked):
        read, (height, index), tx = self.facts.reads[place], place, self.facts.placed[place]
        fees_first, slots = self.question["coinbaseOrder"] == "fees-first", []
        short = index == 0 and self.facts.whole[height] is None  # only the subsidy in front of the fees is known
        for vout, value in enumerate(read.outputs):
            if vout in asked:
                self.row(place + (vout,), asked[vout])
            slots.append((value, self.sow(place + (vout,), asked.get(vout, []), value)))
        if not read.resolved and not short:
            need(self.facts.first > 0, "an origin is unknown in a chain that begins at genesis")
            for vout, (value, runs) in enumerate(slots):
                self.origin("unknown", runs, value, height=height, outpoint="%s:%d" % (tx.txid, vout))
            return
        if not any(runs for _, runs in slots) and "fee" not in asked:
            return
        self.transactions += 1
        if index:
            slots.append((read.fee, asked.get("fee", [])))
            for key, value, runs in zip(read.keys, read.values, pour(self.policy, slots, read.values, place in self.mixes)):
                if runs:
                    need(key, "transaction %s spends an output that no block places" % tx.txid)
                    self.row(key, runs) if key[0] < 0 else None
                    self.ask(key, runs)
            return
        parts, total = list(read.values), sum(read.outputs)
        if short:
            need(self.policy == "fifo" and not fees_first, "the traces need all fees of block %d" % height)
            parts.append(max(0, total - parts[0]))
        slots.append((sum(parts) - total, []))
        poured = pour(self.policy, slots, parts[1:] + parts[:1] if fees_first else parts, False)
        poured = poured[-1:] + poured[:-1] if fees_first else poured
        need(not short or not poured[1], "the traces need all fees of block %d" % height)
        self.origin("minted", poured[0], parts[0], height=height, txid=tx.txid)
        for payer, runs in enumerate(poured[1:], 1):
            if runs and self.follow:
                self.ask((height, payer, "fee"), runs)
            elif runs:
                self.origin("fee", runs, parts[payer], height=height, txid=self.facts.placed[height, payer].txid)


BUCKETS = ["seeded", "grown", "unspent", "burned", "destroyed", "fees", "stopped", "beyond"]
OLDER = {"forward": "nothing before it was looked at", "backward": "what is older has an unknown origin"}


def in_order(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def check_trace(facts, question, policy, name, files):
    """Traces again and compares; answers how many outputs are only said to be unspent, and what they are worth."""
    given = load(files, name)
    trace = Trace(facts, question, policy, given["seeds"])
    found = dict(schema="clayton.trace/1", network=facts.network, tip=facts.tip, policy=policy, seeds=given["seeds"],
                 direction=question["direction"], coinbaseOrder=question["coinbaseOrder"], fees=question["fees"],
                 until=question["until"], stopAt=question["stopAt"], **{"from": facts.first})
    overlap = policy in ("haircut", "tiho") and len(trace.labels) > 1
    if question["direction"] == "forward":
        trace.forward()
        for label, ends in trace.ends.items():
            ends["grown"] = sum(ends[bucket] for bucket in BUCKETS[2:]) - ends["seeded"]
            need(ends["grown"] == 0 or policy == "poison" and ends["grown"] > 0, "the buckets of %s do not add up" % label)
        gone = [(height, labels.pop(None), labels) for height, labels in sorted(trace.gone.items())]
        found.update(buckets=trace.ends, stopped=[dict(reason=r, labels=s) for r, s in sorted(trace.stops.items())],
                     destroyed=[dict(height=h, labels=s) if overlap else dict(height=h, amount=n) for h, n, s in gone if s])
        trace.notes += ["taint came to transactions whose input values are not all known: it stands in beyond"] * any(
            ends["beyond"] for ends in trace.ends.values())
    else:
        need(question["direction"] == "backward" and policy != "tiho", "no trace goes so")
        trace.backward()
        found["origins"] = trace.origins
    found.update(transactions=trace.transactions, notes=trace.notes, outputs=trace.rows)
    need(set(given) == set(found), "%s: properties that do not belong there" % name)
    for part in found:
        if part in ("outputs", "origins"):
            for said, is_so in zip(in_order(given[part]), in_order(found[part])):
                need(said == is_so, "%s: %s, but what was proven gives %s" % (name, said, is_so))
            need(len(given[part]) == len(found[part]), "%s: %d %s" % (name, len(given[part]), part))
        need(part in ("outputs", "origins") or given[part] == found[part],
             "%s: %s is %s, but what was proven gives %s" % (name, part, given[part], found[part]))
    return "%s: %d outputs worth %d satoshis are unspent, and nothing else is tainted" % (
        name, len(trace.unspent), sum(trace.unspent)) if "buckets" in found else "%s: nothing" % name


def verify(path):
    files = unzip(open(path, "rb").read())
    manifest = check_manifest(files)
    facts, claims, question = Facts(files, manifest), [], manifest["question"]
    proven = ["%d files are those that manifest.json lists" % len(manifest["files"]),
              "headers %d to %d are a chain of proof of work; work %x" % (facts.first, facts.tip["height"], facts.work),
              "%d transactions stand in %d blocks at their places" % (len(facts.placed), len(facts.whole)),
              "the values they spend; no transaction pays out more than it takes in"]
    traces = ["traces/%s.json" % policy for policy in question["policies"]]
    need({name for name in files if name.startswith("traces/")} == set(traces), "the traces are not those of manifest.json")
    for policy, name in zip(question["policies"], traces):
        need(policy in ("poison", "haircut", "fifo", "lifo", "tiho"), "no such policy: %s" % policy)
        claims.append(check_trace(facts, question, policy, name, files))
        proven.append("%s: traced again, every amount comes out the same" % name)
    claims += ["%d outputs are older than the range, as claims.json says" % len(facts.boundary)] * bool(facts.boundary)
    claims += ["the first header stands at height %d" % facts.first] * bool(facts.first)
    claims += ["%d of the transactions are CoinJoins, and no other is" % len(facts.claims["coinJoins"]),
               "this is the chain with the most work: compare its last hash and work with a node's",
               "what limits.json and README.md say"]
    claims += ["%s is what it claims to be: only its SHA-256 was checked" % name for name in SIGNATURES if name in files]
    return proven, claims


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip().splitlines()[-1].strip(), file=sys.stderr)
        return 2
    try:
        proven, claims = verify(sys.argv[1])
    except OSError as error:
        print("cannot read %s: %s" % (sys.argv[1], error), file=sys.stderr)
        return 3
    except Broken as fact:
        print("BROKEN   %s\n%s does not hold." % (fact, sys.argv[1]))
        return 1
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, struct.error) as error:
        print("BROKEN   a file is not what it must be: %r\n%s does not hold." % (error, sys.argv[1]))
        return 1
    print("\n".join(["proven   " + fact for fact in proven] + ["claimed  " + claim for claim in claims]))
    print("%s holds: all that is proven follows from its bytes alone." % sys.argv[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
