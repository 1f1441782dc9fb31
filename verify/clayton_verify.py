#!/usr/bin/env python3
"""Checks an evidence bundle of Clayton by the rules in its README.md. Shares no code with Clayton; needs Python 3.8 alone.

First the facts: every byte of the archive, the hashes of its files, the headers' proof of work, the Merkle branches, the
names of transactions, the values of what they spend. Then every trace is done again over these facts alone, hop by hop,
and all that it says is compared.

    clayton_verify.py BUNDLE      exit code 0: it holds, 1: it does not, 2: wrong use, 3: it cannot be read
"""
import functools, hashlib, itertools, json, re, struct, sys, zlib
from collections import Counter, defaultdict, namedtuple

MANIFEST, SIGNATURES = "manifest.json", ["manifest.json.p7s", "manifest.json.asc", "manifest.json.key.asc", "manifest.json.tsr"]
POLICIES, PLACING = ("fifo", "lifo", "haircut", "poison", "tiho"), ("fifo", "lifo")  # under PLACING satoshis have a place
BUCKETS = ("seeded", "unspent", "burned", "destroyed", "fees", "stopped", "beyond")
KINDS = (None, "minted", "unknown", "fee")  # of origins, in order
CHOICES = {"direction": ("forward", "backward"), "coinbaseOrder": ("subsidy-first", "fees-first"), "fees": ("follow", "stop")}
MAX_MONEY = 21_000_000 * 100_000_000
# genesis hash, easiest target in compact form, blocks between halvings, versions of base58 addresses, bech32 prefix
NETWORKS = {
    "main": ("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", 0x1d00ffff, 210000, 0, 5, "bc"),
    "testnet3": ("000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943", 0x1d00ffff, 210000, 111, 196, "tb"),
    "testnet4": ("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043", 0x1d00ffff, 210000, 111, 196, "tb"),
    "signet": ("00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6", 0x1e0377ae, 210000, 111, 196, "tb"),
    "regtest": ("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206", 0x207fffff, 150, 111, 196, "bcrt")}
Tx = namedtuple("Tx", "txid inputs outputs")  # inputs: outpoints, outputs: [(satoshis, script)]
Coin = namedtuple("Coin", "outpoint txid height value script")  # an output has an outpoint, what it is not has a txid
Flow = namedtuple("Flow", "txid inputs slots known")  # what a transaction takes in, and its slots: [(key, satoshis)]
Run = namedtuple("Run", "start length labels mixed")  # satoshis with these labels; mixed: they went through a CoinJoin

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

def fields(row, required, optional=""):
    """A JSON object that has these properties and no other."""
    need({*required.split()} <= {*row} <= {*required.split(), *optional.split()}, "not the properties %s: %s" % (required, row))
    return row

def load(files, name):
    def once(pairs):
        need(len(dict(pairs)) == len(pairs), name + ": a property stands twice")
        return dict(pairs)
    need(name in files, name + " is missing")
    return json.loads(files[name], object_pairs_hook=once)

def check_manifest(files):
    manifest, digest = load(files, MANIFEST), {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    lines = "".join("%s  %s\n" % (digest[name], name) for name in [MANIFEST] + SIGNATURES if name in files)
    need(files.get("manifest.sha256") == lines.encode(), "manifest.sha256 does not hold the SHA-256 of manifest.json")
    fields(manifest, "schema tool network from tip work question files")
    need(manifest["schema"] == "clayton.bundle/1", "manifest.json is of another kind")
    fields(manifest["tool"], "name version build")
    listed = [(fields(each, "name bytes sha256")["name"], each["bytes"], each["sha256"]) for each in manifest["files"]]
    there = [(name, len(files[name]), digest[name]) for name in sorted(files)
             if name not in [MANIFEST, "manifest.sha256"] + SIGNATURES]
    need(listed == there, "not as manifest.json lists it: " + ", ".join(sorted({row[0] for row in {*listed} ^ {*there}})))
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

def transactions(files, name):
    """Transactions one after the other, with or without witness. One of 64 bytes could be a node of a Merkle tree
    (CVE-2017-12842)."""
    data, at = files[name], 0

    def take(count):
        nonlocal at
        at += count
        need(at <= len(data), name + " ends within a transaction")
        return data[at - count:at]

    def size():
        first = take(1)[0]
        return first if first < 253 else int.from_bytes(take(1 << first - 252), "little")

    while at < len(data):
        start, version, witness = at, take(4), data[at:at + 2] == b"\0\1"
        body = at + len(take(2 * witness))
        inputs = [("%s:%d" % (take(32)[::-1].hex(), int.from_bytes(take(4), "little")), take(size() + 4))[0] for _ in range(size())]
        outputs = [(int.from_bytes(take(8), "little"), take(size())) for _ in range(size())]
        stripped = version + data[body:at]
        for _ in range(len(inputs) * witness):
            for _ in range(size()):
                take(size())
        stripped += take(4)
        need(inputs and outputs and sum(value for value, _ in outputs) <= MAX_MONEY and len(stripped) != 64,
             "%s, offset %d: no transaction that can be" % (name, start))
        yield Tx(sha256d(stripped)[::-1].hex(), inputs, outputs)

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

@functools.lru_cache(None)
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
    """What a bundle proves. A transaction's place is (height, index). A key names satoshis: (height, index, vout) those of an
    output, (-1, 0, outpoint) of one from before the range, (height, index, "fee") what a transaction leaves over, (height, 0,
    "subsidy") what a block mints."""

    def __init__(self, files, manifest):
        self.network, self.first, self.question = manifest["network"], manifest["from"], manifest["question"]
        self.fees_first = self.question["coinbaseOrder"] == "fees-first"
        hashes, roots, self.work = check_headers(files["headers.bin"], self.first, self.network)
        self.tip = {"height": max(hashes), "hash": hashes[max(hashes)]}
        need((manifest["tip"], manifest["work"]) == (self.tip, "%064x" % self.work), "manifest.json: another tip or work")
        self.placed, self.whole, self.flows = {}, {}, {}
        self.coins, self.named, self.spender, self.tags = {}, defaultdict(list), {}, defaultdict(set)
        txs = transactions(files, "transactions.bin")
        for block in fields(load(files, "blocks.json"), "blocks")["blocks"]:
            self.place(fields(block, "height hash", "whole transactions"), txs, hashes, roots)
        need(next(txs, None) is None, "transactions.bin holds more than blocks.json says")
        self.previous = {"%s:%d" % (tx.txid, vout): value for tx in transactions(files, "previous.bin")
                         for vout, (value, _) in enumerate(tx.outputs)}
        claims = fields(load(files, "claims.json"), "boundary coinJoins tags")
        self.mixes, self.boundary = {tuple(map(int, place.split("x"))) for place in claims["coinJoins"]}, claims["boundary"]
        for tag in claims["tags"]:
            self.tags[tag["address"]].add(fields(tag, "address label")["label"])
        need(self.first > 0 or not self.boundary, "an output is older than the genesis block")
        for claim in self.boundary:
            outpoint, value = fields(claim, "outpoint", "height value script")["outpoint"], claim.get("value")
            need(0 <= (value or 0) <= MAX_MONEY, "claims.json: a value that no output has")
            script = None if claim.get("script") is None else bytes.fromhex(claim["script"])
            self.create((-1, 0, outpoint), outpoint, claim.get("height"), self.previous.get(outpoint, value), script)
        for place in sorted(self.placed, key=lambda place: (place[0], place[1] == 0, place[1])):  # each coinbase last
            self.flows[place] = self.flow(place)

    def place(self, block, txs, hashes, roots):
        """Transactions stand where they are said to: their block is whole, or each has its branch. The coinbase, which is
        always there, shows how deep the tree is, so that nothing above or below the leaves passes for a transaction."""
        height, count, rows = block["height"], block.get("whole"), block.get("transactions")
        need(height > next(reversed(self.placed), (-1,))[0] and block["hash"] == hashes.get(height)
             and bool(count) != bool(rows) and None in (count, rows), "blocks.json: block %s" % height)
        indexes = [fields(row, "index txid branch")["index"] for row in rows] if rows else list(range(count))
        found = list(itertools.islice(txs, len(indexes)))
        need(len(found) == len(indexes) and indexes[0] == 0 and indexes == sorted({*indexes}),
             "blocks.json: transactions of block %d are missing or out of order" % height)
        need(rows or merkle_root([tx.txid for tx in found]) == roots[height], "block %d: its Merkle root" % height)
        for tx, row in zip(found, rows or []):
            need(tx.txid == row["txid"] and branch_root(tx.txid, row["index"], row["branch"]) == roots[height]
                 and len(row["branch"]) == len(rows[0]["branch"]),
                 "transaction %s is not transaction %s of block %d" % (row["txid"], row["index"], height))
        self.placed.update({(height, index): tx for index, tx in zip(indexes, found)})
        self.whole.update({height: count} if count else {})

    def create(self, key, outpoint, height, value, script):
        self.coins[key] = Coin(outpoint, None, height, value, script)
        self.named[outpoint].append(key)

    def flow(self, place):
        """What a transaction takes in, and its slots: outputs, then fee. A coinbase takes in its subsidy and the fees of its
        block; unless that is whole, nobody knows whose they are."""
        tx, (height, index), count = self.placed[place], place, self.whole.get(place[0])
        need((tx.inputs == ["0" * 64 + ":4294967295"]) == (index == 0), "%s is a coinbase, or none, against its place" % tx.txid)
        inputs, paid = [], sum(value for value, _ in tx.outputs)
        for number, outpoint in enumerate(tx.inputs if index else []):
            key = next(reversed(self.named.get(outpoint, [])), None)
            need(key or outpoint in self.previous, "the value of %s is not proven: its transaction is not there" % outpoint)
            need(key not in self.spender, "output %s is spent twice" % outpoint)
            self.spender.update({key: (place, number)} if key else {})
            inputs.append((key, self.coins[key].value if key else self.previous[outpoint]))
        known, subsidy = all(value is not None for _, value in inputs), 5_000_000_000 >> height // NETWORKS[self.network][2]
        if index == 0:
            payers = [(height, payer) for payer in range(1, count or 1)]
            known = bool(count) and all(self.flows[payer].known for payer in payers)
            inputs = [self.flows[payer].slots[-1] for payer in payers] if count else [(None, max(0, paid - subsidy))]
            inputs.insert(len(inputs) if self.fees_first else 0, ((height, 0, "subsidy"), subsidy))
        fee = sum(value for _, value in inputs) - paid if known or index == 0 and not count else 0
        need(fee >= 0, "transaction %s pays out more than it takes in" % tx.txid)
        for vout, (value, script) in enumerate(tx.outputs):
            outpoint = "%s:%d" % (tx.txid, vout)
            for earlier in self.named.get(outpoint, []):  # lost, if unspent, when a later one takes its name (BIP 30)
                self.spender.setdefault(earlier, (place, None))
            self.create(place + (vout,), outpoint, height, value, script)
        for slot, value in ("fee", fee), ("subsidy", subsidy):
            self.coins[place + (slot,)] = Coin(None, tx.txid, height, value, None)
        slots = [place + (slot,) for slot in [*range(len(tx.outputs)), "fee"]]
        return Flow(tx.txid, inputs, [(key, self.coins[key].value) for key in slots], known)

    def address(self, key):
        return None if self.coins[key].script is None else address(self.coins[key].script, self.network)

# Taint is a list of runs. Under fifo and lifo they lie on the satoshis of an output; under the other policies there is one
# run for each label, of which only the length counts.

def add(runs, start, length, labels, mixed=False):
    """Adds a run behind the others; what goes on with the same labels is the same run."""
    if length and labels:
        if runs and runs[-1].start + runs[-1].length == start and runs[-1].labels == labels:
            start, before, _, also = runs.pop()
            length, mixed = before + length, mixed or also
        runs.append(Run(start, length, labels, mixed))

def lay(runs, start, end, label):
    """One label more on the satoshis from start to end."""
    cuts, out = sorted({start, end}.union(*((run.start, run.start + run.length) for run in runs))), []
    for at, to in zip(cuts, cuts[1:]):
        labels, mixed = next((run[2:] for run in runs if run.start <= at < run.start + run.length), (frozenset(), False))
        add(out, at, to - at, labels | {label} if start <= at < end else labels, mixed)
    return out

def by_label(runs):
    sums = {}
    for label, length in ((label, run.length) for run in runs for label in run.labels):
        sums[label] = sums.get(label, 0) + length
    return sums

def share(policy, amount, sizes):
    """Satoshis of one label for each slot: all, by largest remainder, or the highest first and the last slot last."""
    if policy == "poison":
        return sizes
    if policy == "haircut":
        total = sum(sizes)
        shares = [amount * size // total for size in sizes]
        most = sorted(range(len(sizes)), key=lambda slot: -(amount * sizes[slot] % total))[:amount - sum(shares)]
        return [share + (slot in {*most}) for slot, share in enumerate(shares)]
    shares = [0] * len(sizes)
    for slot in sorted(range(len(sizes) - 1), key=lambda slot: -sizes[slot]) + [len(sizes) - 1]:
        shares[slot] = min(amount, sizes[slot])
        amount -= shares[slot]
    return shares

def pour(policy, parts, sizes, mix):
    """Joins parts (size, runs) to a stream and cuts it into slots of these sizes: inputs into outputs and fee, or back."""
    stream, slots, total, slot, begin = [], [[] for _ in sizes], 0, 0, 0
    for size, runs in parts:
        for start, length, labels, mixed in runs:
            add(stream, total + start, length, labels, mixed)
        total += size
    need(total == sum(sizes), "a transaction takes in %d satoshis and gives out %d" % (total, sum(sizes)))
    if policy not in PLACING:
        for label in sorted(by_label(stream)):
            own = [run for run in stream if label in run.labels]
            for slot, length in zip(slots, share(policy, sum(run.length for run in own), sizes)):
                add(slot, 0, length, frozenset([label]), mix or any(run.mixed for run in own))
        return slots
    if policy == "lifo":
        stream = [run._replace(start=total - run.start - run.length) for run in reversed(stream)]
    for start, length, labels, mixed in stream:
        while length:
            while begin + sizes[slot] <= start:
                begin, slot = begin + sizes[slot], slot + 1
            cut = min(length, begin + sizes[slot] - start)
            add(slots[slot], start - begin, cut, labels, mixed or mix)
            start, length = start + cut, length - cut
    return slots

class Trace:
    """One trace over proven facts alone: transaction by transaction in chain order, each coinbase last of its block, backward
    the other way round. What waits for the next transaction stands in `taint`."""

    def __init__(self, facts, policy, seeds):
        question = facts.question
        self.facts, self.policy, self.until, self.stops = facts, policy, question["until"], question["stopAt"]
        self.forward, self.follow = question["direction"] == "forward", question["fees"] == "follow"
        self.taint, self.hops, self.seeds, self.notes, self.transactions = {}, {}, defaultdict(list), set(), 0
        self.rows, self.origins, self.seeded = [], [], Counter({seed["label"]: 0 for seed in seeds})
        self.told = policy in PLACING + ("poison",) or len(self.seeded) == 1  # else labels may overlap: there is no total
        for seed in seeds:
            self.seeds[self.find(seed)].append((seed["offset"], seed["length"], seed["label"]))
        older = [key for key in self.seeds if key[0] < 0]
        for key in older if self.forward else []:
            self.arrive(key, [], Counter())
        for place in facts.flows if self.forward else reversed(facts.flows):
            self.hop(place)
        for key in older if not self.forward else []:
            if key not in self.taint:
                self.ask(key, [])

    def find(self, seed):
        """The last output of that name up to the horizon."""
        keys = self.facts.named.get(seed["outpoint"], [])
        key = max((key for key in keys if key[0] <= self.until), default=None)
        need(key and 0 <= seed["offset"] <= seed["offset"] + seed["length"] <= self.facts.coins[key].value,
             "a seed is outside of %s, or that is not there" % seed["outpoint"])
        if keys[1:]:
            place = "at height %d" % key[0] if key[0] >= 0 else "before the loaded range"
            self.notes.add("%d outputs are named %s; the one created %s was taken" % (len(keys), seed["outpoint"], place))
        return key

    def hop(self, place):
        """Pours what waits at one side of a transaction over to the other."""
        flow, hops = self.facts.flows[place], Counter()
        sources, targets = (flow.inputs, flow.slots) if self.forward else (flow.slots, flow.inputs)
        parts = [(size, self.taint.get(key, []) if self.forward else self.asked(key)) for key, size in sources]
        poured = [[]] * len(targets)
        if any(runs for _, runs in parts):
            if not flow.known and (place[1] or place[0] in self.facts.whole):
                for (key, _), (_, runs) in zip(sources, parts):
                    self.origin("unknown", key, runs)
                return
            need(flow.known or self.policy == "fifo" and not self.facts.fees_first,  # which needs no fees behind the subsidy
                 "the traces need all fees of block %d" % place[0])
            poured = pour(self.policy, parts, [size for _, size in targets], place[1] > 0 and place in self.facts.mixes)
            self.transactions += 1
        for label, count in (pair for key, _ in sources for pair in self.hops.get(key, {}).items()):
            hops[label] = min(hops.get(label, count + 1), count + 1)
        for (key, _), runs in zip(targets, poured):
            self.arrive(key, runs, hops) if self.forward else self.ask(key, runs)

    def sow(self, key, runs):
        """Lays the seeds of an output on what arrived there. Where nothing is placed a seed lies beside what arrived as far
        as there is room; poison taints the whole."""
        value, placing = self.facts.coins[key].value, self.policy in PLACING
        for label in sorted({label for _, _, label in self.seeds.get(key, ())}):
            before, united = by_label(runs).get(label, 0), []
            for offset, length, _ in (seed for seed in self.seeds[key] if seed[2] == label):
                runs = lay(runs, offset, offset + length, label) if placing else runs
                united = lay(united, offset, offset + length, label)
            if united and not placing:
                mixed, size = any(run.mixed for run in runs if label in run.labels), sum(run.length for run in united)
                runs = [run for run in runs if label not in run.labels]
                add(runs, 0, value if self.policy == "poison" else min(value, before + size), frozenset([label]), mixed)
            self.seeded[label] += by_label(runs).get(label, 0) - before
        return runs

    def arrive(self, key, runs, hops):
        """Forward: says what becomes of taint that comes to an output or a fee, or lets it wait for what takes it."""
        if runs and (key[2] != "fee" or key[1] and self.follow):
            runs = self.stop(key, runs, hops)
        runs = self.sow(key, runs)
        if runs or key in self.seeds:
            state, more = self.fate(key)
            self.row(key, runs, state=state, **more)
            if state == "spent":
                fresh = {label for _, _, label in self.seeds.get(key, ())}
                self.taint[key], self.hops[key] = runs, {label: 0 if label in fresh else hops[label] for label in by_label(runs)}

    def stop(self, key, runs, hops):
        """Takes off what stop rules end at an output, or the hop limit at a fee; answers what goes on."""
        for rule in self.stops:
            (kind, _, number), sums, ended, rest, labels, reason = rule.partition(":"), by_label(runs), [], [], set(), ""
            if kind == "hops":
                labels, reason = {label for label in sums if hops[label] >= int(number)}, "hop limit of " + number
            elif kind == "amount" and key[2] != "fee":
                labels, reason = {label for label in sums if sums[label] < int(number)}, "less than %s sat" % number
            elif kind == "height" and key[2] != "fee" and key[0] >= int(number):
                labels, reason = {*sums}, "height %s was reached" % number
            elif kind in ("tags", "tag") and key[2] != "fee":
                tags = self.facts.tags[self.facts.address(key)]
                tags = tags & {number} if kind == "tag" else tags
                labels, reason = {*sums} if tags else labels, "tag " + ", ".join(sorted(tags))
            for start, length, own, mixed in runs:
                add(ended, start, length, own & labels, mixed)
                add(rest, start, length, own - labels, mixed)
            if ended:
                self.row(key, ended, state="stopped", reason=reason)
            runs = rest
        return runs

    def fate(self, key):
        """The state of tainted satoshis, and what its row says besides."""
        facts, (height, index, slot) = self.facts, key
        if slot == "fee" and not (index and self.follow):
            return "fees" if index else "destroyed", {}
        need(slot != "fee" or height in facts.whole, "the traces need all fees of block %d" % height)
        taker, number = ((height, 0), 0) if slot == "fee" else facts.spender.get(key, (None, None))
        script = facts.coins[key].script or b""
        if slot != "fee" and (height == 0 or height > 0 and (script[:1] == b"\x6a" or len(script) > 10000)):
            return "burned", {}
        if taker is None or taker[0] > self.until:
            return "unspent", {}
        if number is None:
            return "displaced", dict(reason="its name went to a later transaction at height %d" % taker[0], gone=taker[0])
        txid = facts.flows[taker].txid
        by = dict(spentBy="%s:%d" % (txid, number))
        if "coinjoin" in self.stops and taker[1] and taker in facts.mixes:
            return "stopped", dict(by, reason="CoinJoin " + txid)
        if not facts.flows[taker].known:
            return "beyond", dict(by, reason="input values of the spender %s are not all known" % txid)
        return "spent", by

    def asked(self, key):
        """Backward: all that is asked of a slot or of an older output."""
        runs = self.taint.get(key, [])
        if runs and key[2] != "fee":
            self.row(key, runs)
        return self.sow(key, runs)

    def ask(self, key, runs):
        """Backward: lets what is asked of satoshis wait for their maker, or ends the way."""
        need(key or not runs, "the traces come to satoshis whose maker is not there")
        if runs and (key[2] == "subsidy" or key[2] == "fee" and not self.follow):
            self.origin("fee" if key[1] else "minted", key, runs)
        elif runs or key in self.seeds:
            self.taint[key] = runs
            if key[0] < 0:
                self.origin("unknown", key, self.asked(key))

    def origin(self, kind, key, runs):
        ranges = []
        for run in runs:
            add(ranges, run.start, run.length, "any")
        if runs:
            self.origins.append(self.describe(key, runs, "amount", {"runs": [run[:2] for run in ranges]}, kind=kind))

    def row(self, key, runs, **more):
        ranges = {"runs": [(run.start, run.length, sorted(run.labels)) for run in runs],
                  "mixedRuns": [run[:2] for run in runs if run.mixed] or None}
        more.update(value=self.facts.coins[key].value, address=self.facts.address(key))
        self.rows.append(self.describe(key, runs, "tainted", ranges, **more))

    def describe(self, key, runs, total, ranges, **more):
        """What all rows tell of taint, with the sum called `total`; ranges only where the policy places satoshis."""
        coin = self.facts.coins[key]
        more.update(ranges if self.policy in PLACING else {}, outpoint=coin.outpoint, txid=coin.txid, height=coin.height,
                    labels=by_label(runs), mixed=sorted({label for run in runs if run.mixed for label in run.labels}) or None)
        more[total] = coin.value * bool(runs) if self.policy == "poison" else sum(run.length for run in runs) if self.told else None
        return {name: value for name, value in more.items() if value is not None}

    def document(self):
        """All that a trace says, but for what it was asked."""
        notes = sorted(self.notes)
        if self.facts.first:
            older = "nothing before it was looked at" if self.forward else "what is older has an unknown origin"
            notes.append("the loaded range begins at height %d: %s" % (self.facts.first, older))
        found = dict(outputs=in_order(row for row in self.rows if "outpoint" in row), transactions=self.transactions, notes=notes)
        if not self.forward:
            return dict(found, origins=in_order(self.origins))
        buckets = {label: dict(dict.fromkeys(BUCKETS, 0), seeded=seeded) for label, seeded in self.seeded.items()}
        stopped, gone, lost = defaultdict(Counter), defaultdict(Counter), Counter()
        for row in self.rows:
            state, height = "destroyed" if row["state"] == "displaced" else row["state"], row.pop("gone", row.get("height"))
            for label, sats in row["labels"].items() if state != "spent" else ():
                buckets[label][state] += sats
            if state == "stopped":
                stopped[row["reason"]].update(row["labels"])
            if state == "destroyed" and row["labels"]:
                gone[height].update(row["labels"])
                lost[height] += row.get("tainted", 0)
        for label, sums in buckets.items():
            sums["grown"] = sum(sums.values()) - 2 * sums["seeded"]
            need(sums["grown"] == 0 or self.policy == "poison", "the buckets of %s do not add up" % label)
        if any(sums["beyond"] for sums in buckets.values()):
            notes.append("taint came to transactions whose input values are not all known: it stands in beyond")
        return dict(found, buckets=buckets, stopped=[dict(reason=reason, labels=stopped[reason]) for reason in sorted(stopped)],
                    destroyed=[dict(height=height, **(dict(amount=lost[height]) if self.told else dict(labels=gone[height])))
                               for height in sorted(gone)])

def in_order(rows):
    """By name; origins by their kind first, minted ones by height."""
    def order(row):
        kind, height, (txid, _, vout) = row.get("kind"), row.get("height", -1), row.get("outpoint", row.get("txid")).partition(":")
        return KINDS.index(kind), height if kind == "minted" else 0, txid, int(vout or 0), height
    return sorted(rows, key=order)

def check_trace(facts, policy, name, files):
    """Traces again and compares everything; answers what is proven, and what is only claimed."""
    given = load(files, name)
    seeds = sorted((fields(seed, "outpoint offset length label") for seed in given["seeds"]), key=lambda seed: (
        seed["outpoint"][:64], int(seed["outpoint"][65:]), seed["offset"], seed["length"], seed["label"]))
    trace = Trace(facts, policy, seeds)
    found = dict(facts.question, **trace.document(), **{"from": facts.first}, schema="clayton.trace/1", network=facts.network,
                 tip=facts.tip, policy=policy, seeds=seeds)
    del found["policies"]
    for part in sorted({*given, *found}):
        said, so = ((part if isinstance(part, list) else [part]) for part in (given.get(part), found.get(part)))
        for one, other in itertools.zip_longest(said, so):
            one, other = json.dumps(one, sort_keys=True), json.dumps(other, sort_keys=True)
            need(one == other, "%s: %s: %s, but what was proven gives %s" % (name, part, one, other))
    unspent = [row["value"] for row in trace.rows if row.get("state") == "unspent"]
    return "%s: traced again, every amount of %d outputs comes out the same" % (name, len(found["outputs"])), [
        "%s: %d outputs worth %d satoshis are unspent at height %d, and nothing else is tainted" % (
            name, len(unspent), sum(unspent), trace.until)] * trace.forward

def verify(files):
    """Answers what is proven, and what is only claimed."""
    manifest = check_manifest(files)
    question = fields(manifest["question"], "direction policies coinbaseOrder fees until stopAt")
    for name, choices in CHOICES.items():
        need(question[name] in choices, "manifest.json: %s: %s" % (name, question[name]))
    for rule in question["stopAt"]:
        need(re.fullmatch("coinjoin|tags|tag:.+|(hops|amount|height):[0-9]+", rule), "manifest.json: no stop rule: " + rule)
    known = [policy for policy in POLICIES if policy != "tiho" or question["direction"] == "forward"]
    need(question["policies"] and {*question["policies"]} <= {*known}, "manifest.json: no such policies")
    names = {"traces/%s.json" % policy: policy for policy in question["policies"]}
    need({*names} == {name for name in files if name.startswith("traces/")}, "traces/ is not as manifest.json says")
    facts = Facts(files, manifest)
    proven = ["%d files are those that manifest.json lists, and no other is there" % len(manifest["files"]),
              "headers %d to %d are a chain of proof of work; work %x" % (facts.first, facts.tip["height"], facts.work),
              "%d transactions stand in %d blocks at their places" % (len(facts.placed), len({place[0] for place in facts.placed})),
              "the values they spend; none pays out more than it takes in, and nothing is spent twice"]
    claimed = ["the first header stands at height %d" % facts.first,
               "%d outputs are older than that: their values, scripts and heights are as claims.json says, and unproven"
               % len(facts.boundary)] * (facts.first > 0)
    for name, policy in names.items():
        fact, claims = check_trace(facts, policy, name, files)
        proven, claimed = proven + [fact], claimed + claims
    claimed += ["%d of the transactions are CoinJoins, and no other is" % len(facts.mixes),
                "this is the chain with the most work: compare its last hash and work with a node's",
                "what limits.json and README.md say"]
    return proven, claimed + ["who made %s: only its SHA-256 was checked" % name for name in SIGNATURES if name in files]

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
