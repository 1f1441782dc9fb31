#!/usr/bin/env python3
"""Checks an evidence bundle of Clayton by the rules in its README.md. Shares no code with Clayton; needs Python 3.8 alone.

First the facts: every byte of the archive, the hashes of its files, the headers' proof of work, the Merkle branches, the
names of transactions, the values of what they spend. Then every trace is done again over these facts alone, hop by hop,
and all that it says is compared.

    clayton_verify.py BUNDLE      exit code 0: it holds, 1: it does not, 2: wrong use, 3: it cannot be read
"""
import hashlib, heapq, json, re, struct, sys, zlib
from collections import defaultdict, namedtuple

APART = ["manifest.json", "manifest.json.p7s", "manifest.json.asc", "manifest.json.key.asc", "manifest.json.tsr"]
# genesis hash, easiest target in compact form, blocks between halvings, versions of base58 addresses, bech32 prefix
NETWORKS = {
    "main": ("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", 0x1d00ffff, 210000, 0, 5, "bc"),
    "testnet3": ("000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943", 0x1d00ffff, 210000, 111, 196, "tb"),
    "testnet4": ("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043", 0x1d00ffff, 210000, 111, 196, "tb"),
    "signet": ("00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6", 0x1e0377ae, 210000, 111, 196, "tb"),
    "regtest": ("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206", 0x207fffff, 150, 111, 196, "bcrt")}
Tx = namedtuple("Tx", "txid inputs outputs coinbase end")  # inputs: [(txid, vout)], outputs: [(satoshis, script)]
Read = namedtuple("Read", "keys values outputs fee known")  # what a transaction's stream is made of, and its slots

class Broken(Exception):
    """A fact that does not hold."""

def need(holds, fact):
    if not holds:
        raise Broken(fact)

def unzip(data):
    """Files of a ZIP in which every byte is accounted for: no gaps, both heads of an entry agree, all are of one kind."""
    (count, size, start), files, here, kinds = struct.unpack("<H2I", data[-12:-2]), {}, 0, set()
    at = start
    for _ in range(count):
        head, (crc, packed, full, length) = data[at:at + 46], struct.unpack("<3IH", data[at + 16:at + 30])
        name, body = data[at + 46:at + 46 + length].decode("latin-1"), here + 30 + length
        need(data[here:body] == b"PK\3\4" + head[6:32] + name.encode("latin-1") and head[:4] == b"PK\1\2" and not head[8] & 1
             and head[30:34] == bytes(4) and head[42:] == struct.pack("<I", here) and head[41] >> 4 in (0, 8)
             and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", name)
             and name.lower() not in map(str.lower, files), "the archive is not sound: %r" % name)
        content = data[body:body + packed]
        if head[10:12] == b"\10\0":
            need(full <= 200 * (packed + 1024), "the archive is not sound: %s is packed too well" % name)
            content = zlib.decompressobj(-15).decompress(content, full + 1)
        need(len(content) == full and zlib.crc32(content) == crc, "the archive is not sound: %s is damaged" % name)
        kinds.add(head[4:6] + head[34:42])
        files[name], at, here = content, at + 46 + length, body + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, at - start, start, 0)
    need(here == start and data[at:] == end and len(kinds) == 1, "the archive is not sound: its directory")
    return files

def load(files, name):
    def once(pairs):
        need(len(dict(pairs)) == len(pairs), name + ": a property stands twice")
        return dict(pairs)
    need(name in files, name + " is missing")
    return json.loads(files[name], object_pairs_hook=once)

def check_manifest(files):
    manifest, digest = load(files, APART[0]), {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    lines = "".join("%s  %s\n" % (digest[name], name) for name in APART if name in files)
    need(files.get("manifest.sha256") == lines.encode(), "manifest.sha256 does not hold the SHA-256 of manifest.json")
    listed = [(each["name"], each["bytes"], each["sha256"]) for each in manifest["files"]]
    there = [(name, len(files[name]), digest[name]) for name in sorted(files) if name not in APART + ["manifest.sha256"]]
    need(listed == there, "not as manifest.json lists it: " + ", ".join(sorted({row[0] for row in {*listed} ^ {*there}})))
    need(manifest["schema"] == "clayton.bundle/1", "manifest.json is of another kind")
    return manifest

def sha256d(data):
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()

def expand(bits):
    """The target that compact bits stand for."""
    return 0 if bits & 0x800000 or bits >> 24 < 3 else (bits & 0x7fffff) << 8 * ((bits >> 24) - 3)

def compact(target):
    size = (target.bit_length() + 8) // 8
    return size << 24 | target >> 8 * (size - 3)

def check_headers(data, first, network):
    """Hashes and Merkle roots by height, and the work. On mainnet targets follow from the times before."""
    (genesis, limit), hashes, work = NETWORKS[network][:2], [], 0
    need(data and len(data) % 80 == 0, "headers.bin is not a number of headers")
    headers = [data[at:at + 80] for at in range(0, len(data), 80)]
    times, bits = zip(*(struct.unpack("<II", header[68:76]) for header in headers))
    for at, header in enumerate(headers):
        height, target, name = first + at, expand(bits[at]), sha256d(header)
        need(int.from_bytes(name, "little") <= target <= expand(limit), "the header at height %d lacks its work" % height)
        need(header[4:36] == hashes[-1] if at else height or name[::-1].hex() == genesis,
             "the header at height %d does not name the one before it" % height)
        if network == "main" and at and (height % 2016 or at >= 2016):
            seconds = 1209600 if height % 2016 else min(max(times[at - 1] - times[at - 2016], 302400), 4838400)
            due = compact(min(expand(bits[at - 1]) * seconds // 1209600, expand(limit)))
            need(bits[at] == due, "the header at height %d states another target than is due" % height)
        hashes.append(name)
        work += 2 ** 256 // (target + 1)
    return ({first + at: name[::-1].hex() for at, name in enumerate(hashes)},
            {first + at: header[36:68] for at, header in enumerate(headers)}, work)

def parse(data, start, file):
    """One transaction, with or without witness. One of 64 bytes could be a node of a Merkle tree (CVE-2017-12842)."""
    at = start

    def take(count):
        nonlocal at
        at += count
        need(at <= len(data), "%s, offset %d: a transaction that is cut off" % (file, start))
        return data[at - count:at]

    def size():
        first = take(1)[0]
        return first if first < 253 else int.from_bytes(take(1 << first - 252), "little")

    version, witness = take(4), data[at:at + 2] == b"\0\1"
    body = at + len(take(2 * witness))
    inputs = [(take(32)[::-1].hex(), int.from_bytes(take(4), "little"), take(size() + 4))[:2] for _ in range(size())]
    outputs = [(int.from_bytes(take(8), "little"), take(size())) for _ in range(size())]
    stripped = version + data[body:at]
    for _ in inputs * witness:
        for _ in range(size()):
            take(size())
    stripped += take(4)
    need(inputs and outputs and sum(value for value, _ in outputs) <= 21 * 10 ** 14 and len(stripped) != 64,
         "%s, offset %d: no transaction that can be" % (file, start))
    return Tx(sha256d(stripped)[::-1].hex(), inputs, outputs, inputs == [("0" * 64, 0xffffffff)], at)

def merkle_root(txids):
    nodes = [bytes.fromhex(txid)[::-1] for txid in txids]
    while len(nodes) > 1:
        need(all(a != b for a, b in zip(nodes[::2], nodes[1::2])), "a block has a pair of equal nodes (CVE-2012-2459)")
        nodes = [sha256d(nodes[i] + nodes[min(i + 1, len(nodes) - 1)]) for i in range(0, len(nodes), 2)]
    return nodes[0]

def branch_root(txid, index, branch):
    node = bytes.fromhex(txid)[::-1]
    for beside in (bytes.fromhex(text)[::-1] for text in branch):
        need(not index & 1 or beside != node, "transaction %s is the second of a pair of equal nodes" % txid)
        node, index = sha256d(beside + node if index & 1 else node + beside), index >> 1
    return b"" if index else node

def base58(data):
    number, text = int.from_bytes(data + sha256d(data)[:4], "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text

def bech32(prefix, version, program):
    number, bits, check = int.from_bytes(program, "big"), 8 * len(program), 1
    groups = [version] + [(number << -bits % 5) >> at & 31 for at in range(bits + -bits % 5 - 5, -1, -5)]
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + groups + [0] * 6:
        top, check = check >> 25, (check & 0x1ffffff) << 5 ^ value
        for bit, factor in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
            check ^= factor if top >> bit & 1 else 0
    groups += [(check ^ (0x2bc830a3 if version else 1)) >> at & 31 for at in range(25, -1, -5)]
    return prefix + "1" + "".join("qpzry9x8gf2tvdw0s3jn54khce6mua7l"[group] for group in groups)

def address(script, network):
    key_version, script_version, prefix = NETWORKS[network][3:]
    if len(script) == 25 and script[:3] == b"\x76\xa9\x14" and script[23:] == b"\x88\xac":
        return base58(bytes([key_version]) + script[3:23])
    if len(script) == 23 and script[:2] == b"\xa9\x14" and script[22] == 0x87:
        return base58(bytes([script_version]) + script[2:22])
    if 4 <= len(script) <= 42 and script[1] == len(script) - 2 and (
            0x51 <= script[0] <= 0x60 or script[0] == 0 and len(script) in (22, 34)):
        return bech32(prefix, script[0] and script[0] - 0x50, script[2:])
    return "script:" + script.hex() if len(script) <= 256 else "script:sha256:" + hashlib.sha256(script).hexdigest()

class Facts:
    """The transactions that a bundle proves. A transaction's place is (height, index), an output's key (height, index,
    vout); an output from before the range, of which claims.json tells, has the key (-1, txid, vout)."""

    def __init__(self, files, manifest):
        self.network, self.first, self.claims = manifest["network"], manifest["from"], load(files, "claims.json")
        hashes, roots, self.work = check_headers(files["headers.bin"], self.first, self.network)
        self.tip = {"height": max(hashes), "hash": hashes[max(hashes)]}
        need((manifest["tip"], manifest["work"]) == (self.tip, "%064x" % self.work), "manifest.json: tip or work")
        self.placed, self.makers, self.spender, self.whole, self.reads, self.previous = {}, defaultdict(list), {}, {}, {}, {}
        at, last, data = 0, -1, files["transactions.bin"]
        for block in load(files, "blocks.json")["blocks"]:
            height, count, listed, txs = block["height"], block.get("whole"), block.get("transactions"), []
            need(height > last and block["hash"] == hashes.get(height) and (count is None) != (listed is None),
                 "blocks.json: height %s" % height)
            for _ in range(count) if listed is None else listed:
                txs.append(parse(data, at, "transactions.bin"))
                at = txs[-1].end
            indexes = list(range(count)) if listed is None else [each["index"] for each in listed]
            need(indexes[:1] == [0] and indexes == sorted({*indexes}), "blocks.json: block %d is out of order" % height)
            need(listed or merkle_root([tx.txid for tx in txs]) == roots[height], "block %d: its Merkle root" % height)
            for tx, each in zip(txs, listed or []):  # the coinbase, which is first, shows how deep the tree is
                need(tx.txid == each["txid"] and branch_root(tx.txid, each["index"], each["branch"]) == roots[height]
                     and len(each["branch"]) == len(listed[0]["branch"]),
                     "transaction %s is not transaction %s of block %d" % (each["txid"], each["index"], height))
            for tx, index in zip(txs, indexes):
                self.placed[height, index] = tx
                self.makers[tx.txid].append((height, index))
            last, self.whole[height] = height, count or 0
        need(at == len(data), "transactions.bin holds more than blocks.json says")
        at, data = 0, files["previous.bin"]
        while at < len(data):
            tx = parse(data, at, "previous.bin")
            self.previous[tx.txid], at = tx, tx.end
        outpoints = [(claim, claim["outpoint"].split(":")) for claim in self.claims["boundary"]]
        self.boundary = {(-1, txid, int(vout)): claim for claim, (txid, vout) in outpoints}
        need(self.first > 0 or not self.boundary, "an output is older than the genesis block")
        for place, tx in self.placed.items():
            need(tx.coinbase == (place[1] == 0), "transaction %s is a coinbase, or none, against its place" % tx.txid)
            for number, outpoint in enumerate([] if tx.coinbase else tx.inputs):
                key = self.key(outpoint, place) or (place, number)
                need(key not in self.spender, "output %s:%d is spent twice" % outpoint)
                self.spender[key] = (place, number)
        for places in self.makers.values():  # what is unspent when a later transaction takes its name is lost (BIP 30)
            for place, later in zip(places, places[1:]):
                for vout in range(len(self.placed[place].outputs)):
                    self.spender.setdefault(place + (vout,), (later, None))
        for place in sorted(self.placed, key=lambda place: (place[1] == 0, place)):
            self.reads[place] = self.read(place)

    def key(self, outpoint, before):
        """The last output of that name before a transaction; None if it is neither placed nor claimed."""
        place = max((place for place in self.makers.get(outpoint[0], []) if place < before), default=None)
        return place + outpoint[1:] if place else (-1,) + outpoint if (-1,) + outpoint in self.boundary else None

    def value(self, outpoint, key):
        tx = self.placed[key[:2]] if key and key[0] >= 0 else self.previous.get(outpoint[0])
        need(tx or key, "the value of %s:%d is not proven: its transaction is not there" % outpoint)
        need(not tx or outpoint[1] < len(tx.outputs), "output %s:%d is spent, but there is none" % outpoint)
        return tx.outputs[outpoint[1]][0] if tx else self.boundary[key].get("value")

    def read(self, place):
        """A coinbase's stream is its subsidy and the fees of its block; they are known only if the block is whole."""
        tx, (height, index) = self.placed[place], place
        keys = [self.key(outpoint, place) for outpoint in tx.inputs] if index else []
        values = [self.value(outpoint, key) for outpoint, key in zip(tx.inputs, keys)]
        known = None not in values
        if not index:
            halvings, fees = height // NETWORKS[self.network][2], [self.reads[height, i] for i in range(1, self.whole[height])]
            values = [5_000_000_000 >> halvings if halvings < 64 else 0] + [read.fee for read in fees]
            known = self.whole[height] > 0 and all(read.known for read in fees)
        fee = sum(values) - sum(value for value, _ in tx.outputs) if known else 0
        need(fee >= 0, "transaction %s pays out more than it takes in" % tx.txid)
        return Read(keys, values, [value for value, _ in tx.outputs], fee, known)

    def output(self, key):
        """Outpoint, height, value and script of an output, as far as they are known."""
        if key[0] >= 0:
            tx = self.placed[key[:2]]
            return ("%s:%d" % (tx.txid, key[2]), key[0]) + tx.outputs[key[2]]
        claim = self.boundary[key]
        script = bytes.fromhex(claim["script"]) if "script" in claim else None
        return claim["outpoint"], claim.get("height"), self.value(key[1:], key), script

# Taint is a list of runs (start, length, labels, went through a CoinJoin). Under fifo and lifo they lie on the satoshis of
# an output; under the other policies there is one run for each label, of which only the length counts.

def add(runs, start, length, labels, mixed=False):
    """Adds a run behind the others; what goes on with the same labels is the same run."""
    if length and runs and sum(runs[-1][:2]) == start and runs[-1][2] == labels:
        start, before, _, also = runs.pop()
        length, mixed = before + length, mixed or also
    if length:
        runs.append((start, length, labels, mixed))

def share(policy, amount, sizes):
    """Satoshis of one label for each slot: all, by largest remainder, or the highest first and the last slot last."""
    if policy == "poison":
        return sizes
    if policy == "haircut":
        total = sum(sizes)
        shares = [amount * size // total for size in sizes]
        most = sorted(range(len(sizes)), key=lambda slot: -(amount * sizes[slot] % total))[:amount - sum(shares)]
        return [share + (slot in {*most}) for slot, share in enumerate(shares)]
    shares = {}
    for slot in sorted(range(len(sizes) - 1), key=lambda slot: -sizes[slot]) + [len(sizes) - 1]:
        shares[slot] = min(amount, sizes[slot])
        amount -= shares[slot]
    return [shares[slot] for slot in range(len(sizes))]

def pour(policy, parts, sizes, mix):
    """Joins parts (size, runs) to a stream and cuts it into slots of these sizes: inputs into outputs and fee, or back."""
    stream, slots, total, slot, begin = [], [[] for _ in sizes], 0, 0, 0
    for size, runs in parts:
        for start, length, labels, mixed in runs:
            add(stream, total + start, length, labels, mixed)
        total += size
    need(total == sum(sizes), "a transaction takes in %d satoshis and gives out %d" % (total, sum(sizes)))
    if policy == "lifo":
        stream = [(total - run[0] - run[1],) + run[1:] for run in reversed(stream)]
    for start, length, labels, mixed in stream if policy in ("fifo", "lifo") else []:
        while length:
            while begin + sizes[slot] <= start:
                begin, slot = begin + sizes[slot], slot + 1
            cut = min(length, begin + sizes[slot] - start)
            add(slots[slot], start - begin, cut, labels, mixed or mix)
            start, length = start + cut, length - cut
    for label in [] if policy in ("fifo", "lifo") else sorted({label for run in stream for label in run[2]}):
        own = [run for run in stream if label in run[2]]
        for slot, part in enumerate(share(policy, sum(run[1] for run in own), sizes)):
            add(slots[slot], 0, part, frozenset([label]), mix or any(run[3] for run in own))
    return slots

def lay(runs, start, end, label):
    """Lays a seed from start to end on what is there; answers the runs, and how many satoshis got the label by it."""
    cuts, out, gained = sorted({start, end}.union(*((run[0], run[0] + run[1]) for run in runs))), [], 0
    for at, to in zip(cuts, cuts[1:]):
        labels, mixed = next((run[2:] for run in runs if run[0] <= at < run[0] + run[1]), (frozenset(), False))
        if start <= at < end:
            labels, gained = labels | {label}, gained + (to - at) * (label not in labels)
        add(out, at, (to - at) * bool(labels), labels, mixed)
    return out, gained

def by_label(runs):
    sums = {}
    for label, length in ((label, run[1]) for run in runs for label in run[2]):
        sums[label] = sums.get(label, 0) + length
    return sums

class Trace:
    """One trace over proven facts alone. What waits is due at a place: tainted outputs at their spender, fees at their
    coinbase; backward, outputs and fees where they were made. A coinbase comes last of its block, backward first."""

    def __init__(self, facts, question, policy, seeds):
        self.facts, self.policy, self.until, self.stops = facts, policy, question["until"], question["stopAt"]
        self.forward, self.places = question["direction"] == "forward", policy in ("fifo", "lifo")
        self.fees_first, self.follow = question["coinbaseOrder"] == "fees-first", question["fees"] == "follow"
        self.seeds, self.notes, self.rows, self.origins, self.unspent = defaultdict(list), set(), [], [], []
        self.queue, self.due, self.transactions, self.tags = [], {}, 0, defaultdict(set)
        buckets = "seeded unspent burned destroyed fees stopped beyond".split()
        self.ends = {seed["label"]: dict.fromkeys(buckets, 0) for seed in seeds}
        self.stopped, self.destroyed = defaultdict(dict), defaultdict(dict)
        self.mixes = {tuple(map(int, place.split("x"))) for place in facts.claims["coinJoins"]}
        for tag in facts.claims["tags"]:
            self.tags[tag["address"]].add(tag["label"])
        for seed in seeds:
            self.seeds[self.find(seed)].append((seed["offset"], seed["length"], seed["label"]))
        for key in self.seeds:
            if key[0] >= 0:
                self.wait(key[:2], None)
            elif self.forward:
                self.create(key, facts.output(key)[2], [], {})
        while self.queue:
            place = heapq.heappop(self.queue)[1]
            need(place in facts.placed, "the traces need transaction %dx%d, which is not there" % place)
            entries = [entry for entry in self.due.pop(place) if entry]
            self.ahead(place, entries) if self.forward else self.back(place, dict(entries))
        for key in self.seeds:
            if not self.forward and key[0] < 0 and all(row["outpoint"] != "%s:%d" % key[1:] for row in self.rows):
                self.ask(key, [])

    def find(self, seed):
        """The last output of that name up to the horizon."""
        txid, vout = seed["outpoint"].split(":")
        keys = [(-1, txid, int(vout))] * ((-1, txid, int(vout)) in self.facts.boundary)
        keys += [place + (int(vout),) for place in self.facts.makers.get(txid, [])]
        key = max(key for key in keys if key[0] <= self.until)
        need(0 <= seed["offset"] <= seed["offset"] + seed["length"] <= self.facts.output(key)[2], "a seed is outside its output")
        if keys[1:]:
            place = "at height %d" % key[0] if key[0] >= 0 else "before the loaded range"
            self.notes.add("%d outputs are named %s; the one created %s was taken" % (len(keys), seed["outpoint"], place))
        return key

    def wait(self, place, entry):
        height, index = place
        if place not in self.due:
            order = (height, index or 1 << 30) if self.forward else (-height, index and (1 << 30) - index)
            heapq.heappush(self.queue, (order, place))
        self.due.setdefault(place, []).append(entry)

    def sow(self, key, runs, value):
        """Lays the seeds of an output on what arrived there. Where nothing is placed a seed lies beside what arrived as far
        as there is room; poison taints the whole."""
        for label in sorted({label for _, _, label in self.seeds.get(key, ())}):
            united, own, gained = [], [run for run in runs if label in run[2]], 0
            for offset, length, name in self.seeds[key]:
                united = lay(united, offset, offset + length, label)[0] if name == label else united
            size, arrived = sum(run[1] for run in united), sum(run[1] for run in own)
            for start, length, _, _ in united if self.places else ():
                runs, more = lay(runs, start, start + length, label)
                gained += more
            if not self.places:
                gained = min(size, value - arrived) if self.policy != "poison" else value * (size > 0 and not own)
                runs = [run for run in runs if label not in run[2]]
                add(runs, 0, arrived + gained, frozenset([label]), any(run[3] for run in own))
            self.ends[label]["seeded"] += gained
        return runs

    def amount(self, runs, value):
        """Satoshis with any label; not told where labels may overlap."""
        if self.policy == "poison":
            return value if runs else 0
        return sum(run[1] for run in runs) if self.places or len(self.ends) == 1 else None

    def describe(self, runs, ranges, **more):
        mixed = sorted({label for run in runs if run[3] for label in run[2]}) or None
        more.update(ranges if self.places else {}, labels=by_label(runs), mixed=mixed)
        return {name: value for name, value in more.items() if value is not None}

    def row(self, key, runs, **more):
        outpoint, height, value, script = self.facts.output(key)
        ranges = dict(runs=[[start, length, sorted(labels)] for start, length, labels, _ in runs],
                      mixedRuns=[[start, length] for start, length, _, mixed in runs if mixed] or None)
        more.update(address=None if script is None else address(script, self.facts.network), height=height, value=value)
        self.rows.append(self.describe(runs, ranges, outpoint=outpoint, tainted=self.amount(runs, value), **more))

    def settle(self, state, key, value, runs, reason=None, spender=None, height=None):
        """Notes what became of taint: of an output its row, of all its bucket. A slot has no key."""
        if key:
            by = spender and "%s:%d" % (self.facts.placed[spender[0]].txid, spender[1])
            self.row(key, runs, state=state, reason=reason, spentBy=by)
            self.unspent += [value] * (state == "unspent")
        state = "destroyed" if state == "displaced" else state
        sums = {"stopped": (self.stopped, reason), "destroyed": (self.destroyed, height)}.get(state, ({}, None))
        sums = sums[0].setdefault(sums[1], {})
        for label, sats in by_label(runs).items() if state != "spent" else ():
            self.ends[label][state] += sats
            sums[label] = sums.get(label, 0) + sats
        sums[None] = sums.get(None, 0) + (self.amount(runs, value) or 0)

    def stop(self, key, value, runs, hops):
        """Takes off what stop rules end at an output, or the hop limit at a fee; answers what goes on."""
        for rule in self.stops:
            (kind, _, number), sums, here, reason = rule.partition(":"), by_label(runs), [], ""
            if kind == "hops":
                here, reason = [label for label in sums if hops[label] >= int(number)], "hop limit of " + number
            elif key and kind == "amount":
                here, reason = [label for label in sums if sums[label] < int(number)], "less than %s sat" % number
            elif key and kind == "height":
                here, reason = sums if key[0] >= int(number) else [], "height %s was reached" % number
            elif key and kind in ("tags", "tag"):
                tags = self.tags[address(self.facts.output(key)[3], self.facts.network)]
                tags = sorted(tags if kind == "tags" else tags & {number})
                here, reason = sums if tags else [], "tag " + ", ".join(tags)
            ended, rest = [], []
            for start, length, labels, mixed in runs:
                for some, target in ((labels & {*here}, ended), (labels - {*here}, rest)):
                    add(target, start, length * bool(some), some, mixed)
            if ended:
                self.settle("stopped", key, value, ended, reason)
            runs = rest
        return runs

    def create(self, key, value, runs, hops):
        runs = self.sow(key, self.stop(key, value, runs, hops) if runs else runs, value)
        (place, number), script = self.facts.spender.get(key, (None, None)), self.facts.output(key)[3] if key[0] > 0 else b""
        if not runs and key not in self.seeds:
            return
        if key[0] == 0 or script[:1] == b"\x6a" or len(script) > 10000:
            self.settle("burned", key, value, runs)
        elif place is None or place[0] > self.until:
            self.settle("unspent", key, value, runs)
        else:
            seeded = {label for _, _, label in self.seeds.get(key, [])}
            hops = {label: 0 if label in seeded else hops[label] for label in by_label(runs)}
            self.wait(place, (number, key, value, runs, hops))

    def ahead(self, place, entries):
        """Pours what arrived at a transaction into its slots."""
        read, txid, (height, index) = self.facts.reads[place], self.facts.placed[place].txid, place
        arrived, hops, mix, slots = {}, {}, place in self.mixes, [[]] * (len(read.outputs) + 1)
        for number, key, value, runs, each in entries:
            spender, state, reason = key and (place, number), "spent", None
            if key and number is None:
                reason = "its name went to a later transaction at height %d" % height
                self.settle("displaced", key, value, runs, reason, height=height)
                continue
            if key and mix and "coinjoin" in self.stops:
                state, reason = "stopped", "CoinJoin " + txid
            elif not read.known:
                state, reason = "beyond", "input values of the spender %s are not all known" % txid
            else:
                arrived[number] = runs
            self.settle(state, key, value, runs, reason, spender)
            hops.update({label: min(hops.get(label, count), count) for label, count in each.items()})
        if any(arrived.values()):
            parts = [(size, arrived.get(number, [])) for number, size in enumerate(read.values)]
            parts = parts[1:] + parts[:1] if index == 0 and self.fees_first else parts
            slots, self.transactions = pour(self.policy, parts, read.outputs + [read.fee], mix), self.transactions + 1
        hops = {label: count + 1 for label, count in hops.items()}
        for vout, value in enumerate(read.outputs):
            self.create(place + (vout,), value, slots[vout], hops)
        rest = self.stop(None, read.fee, slots[-1], hops) if index and self.follow else slots[-1]
        if rest and index and self.follow:
            self.wait((height, 0), (index, None, read.fee, rest, {label: hops[label] for label in by_label(rest)}))
        elif rest:
            self.settle("fees" if index else "destroyed", None, read.fee, rest, height=height)

    def origin(self, kind, runs, value, **names):
        ranges = []
        for start, length, _, _ in runs:
            add(ranges, start, length, None)
        ranges = dict(runs=[list(run[:2]) for run in ranges])
        self.origins += [self.describe(runs, ranges, kind=kind, amount=self.amount(runs, value), **names)] * bool(runs)

    def ask(self, key, runs):
        """Lets what is asked of an output wait for its maker. What is older than the range has an unknown origin."""
        need(key, "the traces come to an output that no block places")
        if key[0] >= 0:
            return self.wait(key[:2], (key[2], runs))
        outpoint, height, value, _ = self.facts.output(key)
        if runs:
            self.row(key, runs)
        self.origin("unknown", self.sow(key, runs, value), value, height=height, outpoint=outpoint)

    def back(self, place, asked):
        """Pours what is asked of a transaction's slots back into its inputs, a coinbase's into subsidy and fees."""
        read, (height, index), txid, slots = self.facts.reads[place], place, self.facts.placed[place].txid, []
        for vout, value in enumerate(read.outputs):
            if vout in asked:
                self.row(place + (vout,), asked[vout])
            slots.append((value, self.sow(place + (vout,), asked.get(vout, []), value)))
        subsidy_alone, values = index == 0 and not self.facts.whole[height], list(read.values)
        if subsidy_alone:  # fifo can do without the fees that come behind the subsidy
            need(self.policy == "fifo" and not self.fees_first, "the traces need all fees of block %d" % height)
            values.append(max(0, sum(read.outputs) - values[0]))
        elif not read.known:
            for vout, (value, runs) in enumerate(slots):
                self.origin("unknown", runs, value, height=height, outpoint="%s:%d" % (txid, vout))
            return
        slots.append((sum(values) - sum(read.outputs), asked.get("fee", [])))
        if not any(runs for _, runs in slots):
            return
        self.transactions += 1
        turned = index == 0 and self.fees_first
        parts = pour(self.policy, slots, values[1:] + values[:1] if turned else values, place in self.mixes)
        parts = parts[-1:] + parts[:-1] if turned else parts
        need(not subsidy_alone or not parts[1], "the traces need all fees of block %d" % height)
        for number, runs in enumerate(parts):
            if runs and index:
                self.ask(read.keys[number], runs)
            elif number == 0:
                self.origin("minted", runs, values[0], height=height, txid=txid)
            elif runs and self.follow:
                self.ask((height, number, "fee"), runs)
            elif runs:
                self.origin("fee", runs, values[number], height=height, txid=self.facts.placed[height, number].txid)

    def document(self):
        notes, told = sorted(self.notes), self.amount([], 0) is not None
        if self.facts.first:
            older = "nothing before it was looked at" if self.forward else "what is older has an unknown origin"
            notes.append("the loaded range begins at height %d: %s" % (self.facts.first, older))
        if not self.forward:
            return dict(origins=self.origins, transactions=self.transactions, outputs=self.rows, notes=notes)
        for label, ends in self.ends.items():
            ends["grown"] = sum(ends.values()) - 2 * ends["seeded"]
            need(ends["grown"] == 0 or self.policy == "poison", "the buckets of %s do not add up" % label)
        if any(ends["beyond"] for ends in self.ends.values()):
            notes.append("taint came to transactions whose input values are not all known: it stands in beyond")
        stopped = [(reason, sums, sums.pop(None)) for reason, sums in sorted(self.stopped.items())]
        gone = [(height, sums, sums.pop(None)) for height, sums in sorted(self.destroyed.items())]
        gone = [dict(height=height, **(dict(amount=any_) if told else dict(labels=sums))) for height, sums, any_ in gone if sums]
        return dict(buckets=self.ends, stopped=[dict(reason=reason, labels=sums) for reason, sums, _ in stopped if sums],
                    destroyed=gone, transactions=self.transactions, outputs=self.rows, notes=notes)

def check_trace(facts, question, policy, name, files):
    """Traces again and compares everything; answers what is proven, and what is only claimed."""
    need(question["direction"] in ("forward", "backward") and policy in ("poison", "haircut", "fifo", "lifo", "tiho") and (
        policy != "tiho" or question["direction"] == "forward"), "no such trace: " + policy)
    given = load(files, name)
    trace = Trace(facts, question, policy, given["seeds"])
    found = dict(trace.document(), schema="clayton.trace/1", network=facts.network, tip=facts.tip, policy=policy,
                 seeds=given["seeds"], **{"from": facts.first}, **{part: question[part] for part in (
                     "direction", "coinbaseOrder", "fees", "until", "stopAt")})
    for part in sorted({*given, *found}):
        said, so = given.get(part), found.get(part)
        if part in ("outputs", "origins"):
            said, so = (sorted(json.dumps(row, sort_keys=True) for row in rows or []) for rows in (said, so))
            said, so = next(((a, b) for a, b in zip(said + [""], so + [""]) if a != b), ("", ""))
        need(said == so, "%s: %s: %s, but what was proven gives %s" % (name, part, said, so))
    return "%s: traced again, every amount of %d outputs comes out the same" % (name, len(trace.rows)), [
        "%s: %d outputs worth %d satoshis are unspent at height %d, and nothing else is tainted" % (
            name, len(trace.unspent), sum(trace.unspent), trace.until)] * trace.forward

def verify(files):
    manifest = check_manifest(files)
    facts, question = Facts(files, manifest), manifest["question"]
    proven = ["%d files are those that manifest.json lists, and no other is there" % len(manifest["files"]),
              "headers %d to %d are a chain of proof of work; work %x" % (facts.first, facts.tip["height"], facts.work),
              "%d transactions stand in %d blocks at their places" % (len(facts.placed), len(facts.whole)),
              "the values they spend; none pays out more than it takes in, and nothing is spent twice"]
    claimed = ["the first header stands at height %d" % facts.first,
               "%d outputs are older than that, as claims.json says" % len(facts.boundary)] * (facts.first > 0)
    names = ["traces/%s.json" % policy for policy in question["policies"]]
    need(sorted(names) == sorted(name for name in files if name.startswith("traces/")), "traces/ is not as manifest.json says")
    for policy, name in zip(question["policies"], names):
        fact, claims = check_trace(facts, question, policy, name, files)
        proven, claimed = proven + [fact], claimed + claims
    claimed += ["%d of the transactions are CoinJoins, and no other is" % len(facts.claims["coinJoins"]),
                "this is the chain with the most work: compare its last hash and work with a node's",
                "what limits.json and README.md say"]
    return proven, claimed + ["who made %s: only its SHA-256 was checked" % name for name in APART[1:] if name in files]

def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], "rb") as file:
            data = file.read()
        if data[:4] != b"PK\3\4" and data[-22:-18] != b"PK\5\6":
            raise OSError("no ZIP archive")
    except OSError as error:
        print("cannot read %s: %s" % (sys.argv[1], error), file=sys.stderr)
        return 3
    try:
        proven, claimed = verify(unzip(data))
    except Exception as fact:  # whatever a hostile file makes go wrong
        print("BROKEN   %s\n%s does not hold." % (fact if isinstance(fact, Broken) else repr(fact), sys.argv[1]))
        return 1
    print("\n".join(["proven   " + fact for fact in proven] + ["claimed  " + claim for claim in claimed]))
    print("%s holds: all that is proven follows from its bytes alone." % sys.argv[1])
    return 0

if __name__ == "__main__":
    sys.exit(main())
