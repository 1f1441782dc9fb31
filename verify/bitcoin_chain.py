"""Bitcoin itself, as far as a verifier needs it: headers and their work, transactions and their Merkle trees, the values they
move, addresses. Nothing here knows of taint or of Clayton's bundles; whoever trusts a library more may put it in place.

What cannot be is refused with a ValueError. Hashes and txids are text, byte-reversed as everybody writes them.
"""
import functools, hashlib, itertools, struct
from collections import defaultdict, namedtuple

Network = namedtuple("Network", "name genesis easiest halving key_version script_version prefix")  # easiest target, compact
NETWORKS = {network.name: network for network in (
    Network("main", "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", 0x1d00ffff, 210000, 0, 5, "bc"),
    Network("testnet3", "000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943", 0x1d00ffff, 210000, 111, 196, "tb"),
    Network("testnet4", "00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043", 0x1d00ffff, 210000, 111, 196, "tb"),
    Network("signet", "00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6", 0x1e0377ae, 210000, 111, 196, "tb"),
    Network("regtest", "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206", 0x207fffff, 150, 111, 196, "bcrt"))}
MAX_MONEY = 21_000_000 * 100_000_000
COINBASE = ["0" * 64 + ":4294967295"]  # the inputs of one
Tx = namedtuple("Tx", "txid inputs outputs")  # inputs: outpoints, outputs: [(satoshis, script)]
Coin = namedtuple("Coin", "outpoint txid height value script")  # an output has an outpoint, what it is not has a txid
Flow = namedtuple("Flow", "txid inputs slots known")  # what a transaction takes in, and its slots: [(key, satoshis)]

def need(holds, fact):
    if not holds:
        raise ValueError(fact)

def sha256d(data):
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()

def expand(bits):
    """The target that compact bits stand for."""
    return 0 if bits & 0x800000 or bits >> 24 < 3 else (bits & 0x7fffff) << 8 * ((bits >> 24) - 3)

def compact(target):
    size = (target.bit_length() + 8) // 8
    return size << 24 | target >> 8 * (size - 3)

def transactions(data, file):
    """Transactions one after the other, with or without witness. One of 64 bytes could be a node of a Merkle tree
    (CVE-2017-12842)."""
    at = 0

    def take(count):
        nonlocal at
        at += count
        need(at <= len(data), file + " ends within a transaction")
        return data[at - count:at]

    def number(count):
        return int.from_bytes(take(count), "little")

    def size():
        first = number(1)
        return first if first < 253 else number(1 << first - 252)

    while at < len(data):
        start, version, witness = at, take(4), data[at:at + 2] == b"\0\1"
        body = at + len(take(2 * witness))
        inputs = [("%s:%d" % (take(32)[::-1].hex(), number(4)), take(size() + 4))[0] for _ in range(size())]
        outputs = [(number(8), take(size())) for _ in range(size())]
        stripped = version + data[body:at]
        for _ in range(len(inputs) * witness):
            for _ in range(size()):
                take(size())
        stripped += take(4)
        need(inputs and outputs and sum(value for value, _ in outputs) <= MAX_MONEY and len(stripped) != 64,
             "%s, offset %d: no transaction that can be" % (file, start))
        yield Tx(sha256d(stripped)[::-1].hex(), inputs, outputs)

def merkle_root(txids):
    nodes = [bytes.fromhex(txid)[::-1] for txid in txids]
    while len(nodes) > 1:
        need(all(a != b for a, b in zip(nodes[::2], nodes[1::2])), "a block has a pair of equal nodes (CVE-2012-2459)")
        nodes = [sha256d(nodes[i] + nodes[min(i + 1, len(nodes) - 1)]) for i in range(0, len(nodes), 2)]
    return nodes[0]

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
    """Of a script that has none, the script itself, or its hash if that is long; nothing if nobody knows the script."""
    if script is None:
        return None
    if len(script) == 25 and script[:3] == b"\x76\xa9\x14" and script[23:] == b"\x88\xac":
        return base58(bytes([network.key_version]) + script[3:23])
    if len(script) == 23 and script[:2] == b"\xa9\x14" and script[22] == 0x87:
        return base58(bytes([network.script_version]) + script[2:22])
    if 4 <= len(script) <= 42 and script[1] == len(script) - 2 and (
            0x51 <= script[0] <= 0x60 or script[0] == 0 and len(script) in (22, 34)):
        return bech32(network.prefix, script[0] and script[0] - 0x50, script[2:])
    return "script:" + script.hex() if len(script) <= 256 else "script:sha256:" + hashlib.sha256(script).hexdigest()

class Chain:
    """A range of the chain, as far as it is shown. A transaction's place is (height, index). A key names satoshis: (height,
    index, vout) those of an output, (-1, 0, outpoint) of one from before the range, (height, index, "fee") what a transaction
    leaves over, (height, 0, "subsidy") what a block mints."""

    def __init__(self, network, first, headers):
        self.network, self.first, self.hashes, self.roots, self.work = NETWORKS[network], first, {}, {}, 0
        self.placed, self.whole, self.previous, self.flows = {}, {}, {}, {}
        self.coins, self.named, self.spender = {}, defaultdict(list), {}
        need(headers and len(headers) % 80 == 0, "this is not a number of headers")
        self.check_headers([headers[at:at + 80] for at in range(0, len(headers), 80)])

    def check_headers(self, headers):
        """Each has its work and names the one before. On mainnet targets follow from the times before."""
        times, bits = zip(*(struct.unpack("<II", header[68:76]) for header in headers))
        easiest, before = expand(self.network.easiest), None
        for at, header in enumerate(headers):
            height, target, name = self.first + at, expand(bits[at]), sha256d(header)
            need(int.from_bytes(name, "little") <= target <= easiest, "the header at height %d lacks its work" % height)
            need(header[4:36] == before if at else height or name[::-1].hex() == self.network.genesis,
                 "the header at height %d does not name the one before it" % height)
            if self.network.name == "main" and at and (height % 2016 or at >= 2016):
                seconds = 1209600 if height % 2016 else min(max(times[at - 1] - times[at - 2016], 302400), 4838400)
                due = compact(min(expand(bits[at - 1]) * seconds // 1209600, easiest))
                need(bits[at] == due, "the header at height %d states another target than is due" % height)
            before, self.hashes[height], self.roots[height] = name, name[::-1].hex(), header[36:68]
            self.work += 2 ** 256 // (target + 1)

    def place(self, txs, height, hash, whole=None, transactions=None):
        """The next of `txs` stand in this block: they are the whole of it, or each has its branch. The coinbase is always there
        and shows how deep the tree is, so that nothing above or below the leaves passes for a transaction."""
        need(height > next(reversed(self.placed), (-1,))[0] and self.hashes.get(height) == hash
             and bool(whole) != bool(transactions) and None in (whole, transactions), "block %s is out of place" % height)
        rows = transactions or [dict(index=index) for index in range(whole)]
        found = list(itertools.islice(txs, len(rows)))
        indexes = [row["index"] for row in rows]
        need(len(found) == len(rows) and indexes[0] == 0 and indexes == sorted({*indexes}),
             "transactions of block %d are missing or out of order" % height)
        need(transactions or merkle_root([tx.txid for tx in found]) == self.roots[height], "block %d: its Merkle root" % height)
        for tx, row in zip(found, transactions or []):
            node, index, branch = bytes.fromhex(tx.txid)[::-1], row["index"], row["branch"]
            for beside in (bytes.fromhex(text)[::-1] for text in branch):
                need(not index & 1 or beside != node, "transaction %s is the second of a pair of equal nodes" % tx.txid)
                node, index = sha256d(beside + node if index & 1 else node + beside), index >> 1
            need((node, index, len(branch)) == (self.roots[height], 0, len(rows[0]["branch"]))
                 and row == dict(index=row["index"], txid=tx.txid, branch=branch),
                 "transaction %s is not transaction %s of block %d" % (tx.txid, row["index"], height))
        self.placed.update({(height, index): tx for index, tx in zip(indexes, found)})
        self.whole.update({height: whole} if whole else {})

    def older(self, outpoint, height=None, value=None, script=None):
        """An output from before the range. What the transaction that made it does not show has to be believed."""
        need(self.first > 0 and 0 <= (value or 0) <= MAX_MONEY, "no output can be older: " + outpoint)
        script = None if script is None else bytes.fromhex(script)
        self.create((-1, 0, outpoint), outpoint, height, self.previous.get(outpoint, value), script)

    def join(self):
        """Says of every transaction what it takes in and makes, in chain order with each block's coinbase last."""
        self.flows[-1, 0] = Flow(None, [], [(key, coin.value) for key, coin in self.coins.items()], False)
        for place in sorted(self.placed, key=lambda place: (place[0], place[1] == 0, place[1])):
            self.flows[place] = self.flow(place)

    def create(self, key, outpoint, height, value, script):
        self.coins[key] = Coin(outpoint, None, height, value, script)
        self.named[outpoint].append(key)

    def spend(self, outpoint, place, number):
        """The last output of that name, if it is among those that are known, and its value."""
        key = self.named[outpoint][-1] if outpoint in self.named else None
        need(key or outpoint in self.previous, "the value of %s is not proven: its transaction is not there" % outpoint)
        need(key not in self.spender, "output %s is spent twice" % outpoint)
        self.spender.update({key: (place, number)} if key else {})
        return key, self.coins[key].value if key else self.previous[outpoint]

    def flow(self, place):
        """What a transaction takes in, and its slots: outputs, then fee. A coinbase takes in its subsidy and the fees of its
        block; unless that is whole, nobody knows whose they are."""
        tx, (height, index), minted = self.placed[place], place, 5_000_000_000 >> place[0] // self.network.halving
        need((tx.inputs == COINBASE) == (index == 0), "%s is a coinbase, or none, against its place" % tx.txid)
        paid, payers = sum(value for value, _ in tx.outputs), range(1, self.whole.get(height, 1))
        if index:
            inputs = [self.spend(outpoint, place, number) for number, outpoint in enumerate(tx.inputs)]
            known = all(value is not None for _, value in inputs)
        else:
            whole = height in self.whole
            fees = [self.flows[height, payer].slots[-1] for payer in payers] if whole else [(None, max(0, paid - minted))]
            inputs = [((height, 0, "subsidy"), minted)] + fees
            known = all(self.flows[height, payer].known for payer in payers) if whole else None
        fee = 0 if known is False else sum(value for _, value in inputs) - paid
        need(fee >= 0, "transaction %s pays out more than it takes in" % tx.txid)
        for vout, (value, script) in enumerate(tx.outputs):
            outpoint = "%s:%d" % (tx.txid, vout)
            for earlier in self.named.get(outpoint, []):  # lost, if unspent, when a later one takes its name (BIP 30)
                self.spender.setdefault(earlier, (place, None))
            self.create(place + (vout,), outpoint, height, value, script)
        for slot, value in ("fee", fee), ("subsidy", minted):
            self.coins[place + (slot,)] = Coin(None, tx.txid, height, value, None)
        slots = [place + (slot,) for slot in [*range(len(tx.outputs)), "fee"]]
        return Flow(tx.txid, inputs, [(key, self.coins[key].value) for key in slots], known)
