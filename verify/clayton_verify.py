#!/usr/bin/env python3
"""Checks an evidence bundle of Clayton by the rules in its README.md. Shares no code with Clayton; needs Python 3.8, and beside
it bitcoin_chain.py, which knows Bitcoin and neither bundles nor taint.

First the facts: the hashes of the files, the headers' proof of work, the places and names of transactions, the values of what
they spend. Then every trace is done again over these facts alone, hop by hop, and all that it says is compared.

    clayton_verify.py BUNDLE      exit code 0: it holds, 1: it does not, 2: wrong use, 3: it cannot be read
"""
import hashlib, itertools, json, re, struct, sys, zlib
from collections import Counter, defaultdict, namedtuple

sys.dont_write_bytecode = True
try:
    from bitcoin_chain import Chain, address, need, transactions
except ImportError as missing:
    print("clayton_verify.py needs bitcoin_chain.py beside it: %s" % missing, file=sys.stderr)
    sys.exit(2)

SIGNATURES = ["manifest.json.p7s", "manifest.json.asc", "manifest.json.key.asc", "manifest.json.tsr"]
QUESTION = {"direction": "forward|backward", "policies": "fifo|lifo|haircut|poison|tiho", "fees": "follow|stop",
            "until": "[0-9]+", "coinbaseOrder": "subsidy-first|fees-first",
            "stopAt": "coinjoin|tags|tag:.+|(hops|amount|height):[0-9]+"}
PLACING = ("fifo", "lifo")  # under these policies satoshis have a place
BUCKETS = ("seeded", "unspent", "burned", "destroyed", "fees", "stopped", "beyond")
KINDS = (None, "minted", "unknown", "fee")  # of origins, in order
PLAIN = "[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*"  # names of files
Run = namedtuple("Run", "start length labels mixed")  # satoshis with these labels; mixed: they went through a CoinJoin

def unzip(data):
    """Files of a ZIP in which every byte is accounted for: entries without a gap, a directory that repeats their heads, its
    end. What stands in the directory alone is the same for all. Names are plain, nothing is encrypted or more than deflated."""
    if data[:4] != b"PK\3\4" and data[-22:-18] != b"PK\5\6":
        raise OSError("no ZIP archive")
    files, heads, at = {}, [], 0
    while data[at:at + 4] == b"PK\3\4":
        flags, method, crc, packed, size, length, extra = struct.unpack("<2H4x3I2H", data[at + 6:at + 30])
        name, start = data[at + 30:at + 30 + length].decode("latin-1"), at + 30 + length
        content = data[start:start + packed]
        if method == 8 and size <= 200 * (packed + 1024):
            unpack = zlib.decompressobj(-15)
            content = unpack.decompress(content, size + 1)
            method = 0 if unpack.eof and not unpack.unused_data else method
        need(re.fullmatch(PLAIN, name) and name.lower() not in map(str.lower, files) and flags in (0, 0x800) and not extra
             and method == 0 and len(content) == size and zlib.crc32(content) == crc, "the archive is not sound: %r" % name)
        heads.append((data[at + 4:at + 30], struct.pack("<I", at), data[at + 30:start]))
        files[name], at = content, start + packed
    made, kind = data[at + 4:at + 6], data[at + 32:at + 42]
    directory = b"".join(b"PK\1\2" + made + head + kind + place + name for head, place, name in heads)
    end = struct.pack("<4s4x2H2I2x", b"PK\5\6", len(files), len(files), len(directory), at)
    need(data[at:] == directory + end and kind[:2] == b"\0\0" and kind[9] >> 4 in (0, 8), "the archive is not sound: its end")
    return files

def load(files, name):
    """A JSON document in which no property stands twice, none is true or false, and every number is whole."""
    def once(pairs):
        need(len(dict(pairs)) == len(pairs), name + ": a property stands twice")
        need(not any(isinstance(value, bool) for _, value in pairs), name + ": no property is true or false")
        return dict(pairs)

    return json.loads(files[name], object_pairs_hook=once, parse_float=int, parse_constant=int)  # "5.0" is no int

def fields(row, names):
    """A JSON object that has these properties and no other."""
    need({*row} == {*names.split()}, "not the properties %s: %s" % (names, row))
    return row

def check_manifest(files):
    manifest, digest = load(files, "manifest.json"), {name: hashlib.sha256(files[name]).hexdigest() for name in files}
    lines = ["%s  %s\n" % (digest[name], name) for name in ["manifest.json"] + SIGNATURES if name in files]
    need(files["manifest.sha256"] == "".join(lines).encode(), "manifest.sha256 does not hold the SHA-256 of manifest.json")
    fields(manifest, "schema tool network from tip work question files")
    need(all(isinstance(word, str) for word in fields(manifest["tool"], "name version build").values()), "manifest.json: tool")
    need(manifest["schema"] == "clayton.bundle/1", "manifest.json is of another kind")
    others = sorted({*files} - {"manifest.json", "manifest.sha256", *SIGNATURES})
    there = [dict(name=name, bytes=len(files[name]), sha256=digest[name]) for name in others]
    for listed, found in itertools.zip_longest(manifest["files"], there):
        need(listed == found, "manifest.json lists %s, but there is %s" % (listed, found))
    question = fields(manifest["question"], " ".join(QUESTION))
    for name, given in question.items():
        for word in given if name in ("policies", "stopAt") else [given]:
            need(re.fullmatch(QUESTION[name], str(word)), "manifest.json: %s: %s" % (name, word))
    need(question["direction"] == "forward" or "tiho" not in question["policies"], "manifest.json: tiho goes forward only")
    return manifest

class Facts:
    """The chain as far as a bundle proves it, and what has to be taken at its word: CoinJoins and tags."""

    def __init__(self, files):
        self.manifest = manifest = check_manifest(files)
        self.chain = chain = Chain(manifest["network"], manifest["from"], files["headers.bin"])
        need(manifest["tip"] == {"height": max(chain.hashes), "hash": chain.hashes[max(chain.hashes)]}
             and manifest["work"] == "%064x" % chain.work, "manifest.json: another tip or work")
        txs = transactions(files["transactions.bin"], "transactions.bin")
        for block in fields(load(files, "blocks.json"), "blocks")["blocks"]:
            chain.place(txs, **block)
        need(next(txs, None) is None, "transactions.bin holds more than blocks.json says")
        for tx in transactions(files["previous.bin"], "previous.bin"):
            chain.previous.update({"%s:%d" % (tx.txid, vout): value for vout, (value, _) in enumerate(tx.outputs)})
        claims = fields(load(files, "claims.json"), "boundary coinJoins tags")
        need(all(isinstance(each, list) for each in claims.values()), "claims.json: not lists")
        for output in claims["boundary"]:
            chain.older(**output)
        chain.join()
        self.older, self.mixes = len(claims["boundary"]), {tuple(map(int, place.split("x"))) for place in claims["coinJoins"]}
        self.tags = defaultdict(set)
        for tag in claims["tags"]:
            self.tags[tag["address"]].add(fields(tag, "address label")["label"])

# Taint is a list of runs. Under fifo and lifo they lie on the satoshis of an output; under the other policies there is one
# run for each label, of which only the length counts.

def add(runs, start, length, labels, mixed=False):
    """Adds a run behind the others; what goes on with the same labels is the same run."""
    if length and labels:
        if runs and runs[-1].start + runs[-1].length == start and runs[-1].labels == labels:
            start, before, _, also = runs.pop()
            length, mixed = before + length, mixed or also
        runs.append(Run(start, length, labels, mixed))

def lay(runs, ranges, label):
    """One label more on these ranges (start, end)."""
    cuts, out = sorted({*itertools.chain(*ranges, *((run.start, run.start + run.length) for run in runs))}), []
    for at, to in zip(cuts, cuts[1:]):
        labels, mixed = next((run[2:] for run in runs if run.start <= at < run.start + run.length), (frozenset(), False))
        add(out, at, to - at, labels | {label} if any(start <= at < end for start, end in ranges) else labels, mixed)
    return out

def by_label(runs):
    sums = Counter()
    for label, length in ((label, run.length) for run in runs for label in run.labels):
        sums[label] += length
    return sums

def share(policy, amount, sizes):
    """Satoshis of one label for each slot: all, by largest remainder, or the highest first and the last slot last."""
    if policy == "poison":
        return sizes
    if policy == "haircut":
        total = sum(sizes)
        shares = [amount * size // total for size in sizes]
        for slot in sorted(range(len(sizes)), key=lambda slot: -(amount * sizes[slot] % total))[:amount - sum(shares)]:
            shares[slot] += 1
        return shares
    shares = [0] * len(sizes)
    for slot in sorted(range(len(sizes) - 1), key=lambda slot: -sizes[slot]) + [len(sizes) - 1]:
        shares[slot] = min(amount, sizes[slot])
        amount -= shares[slot]
    return shares

def pour(policy, parts, taken, sizes, mix):
    """Joins parts, so large each, to a stream and cuts it into slots of these sizes: inputs into outputs and fee, or back."""
    stream, slots, total, slot, begin = [], [[] for _ in sizes], 0, 0, 0
    for runs, size in zip(parts, taken):
        for start, length, labels, mixed in runs:
            add(stream, total + start, length, labels, mixed or mix)
        total += size
    need(total == sum(sizes), "a transaction takes in %d satoshis and gives out %d" % (total, sum(sizes)))
    if policy not in PLACING:
        for label, amount in by_label(stream).items():
            mixed = any(run.mixed for run in stream if label in run.labels)
            for slot, length in zip(slots, share(policy, amount, sizes)):
                add(slot, 0, length, frozenset([label]), mixed)
        return slots
    if policy == "lifo":
        stream = [run._replace(start=total - run.start - run.length) for run in reversed(stream)]
    for start, length, labels, mixed in stream:
        while length:
            while begin + sizes[slot] <= start:
                begin, slot = begin + sizes[slot], slot + 1
            cut = min(length, begin + sizes[slot] - start)
            add(slots[slot], start - begin, cut, labels, mixed)
            start, length = start + cut, length - cut
    return slots

class Trace:
    """One trace over proven facts alone: transaction by transaction in chain order, each coinbase last of its block, backward
    the other way round. What waits for the next transaction stands in `taint`."""

    def __init__(self, facts, policy, seeds):
        question, self.chain = facts.manifest["question"], facts.chain
        self.facts, self.policy, self.until, self.stops = facts, policy, question["until"], question["stopAt"]
        self.forward, self.follow = question["direction"] == "forward", question["fees"] == "follow"
        self.fees_first = question["coinbaseOrder"] == "fees-first"
        self.taint, self.hops, self.seeds, self.transactions = {}, {}, defaultdict(lambda: defaultdict(list)), 0
        self.rows, self.seeded = [], Counter({seed["label"]: 0 for seed in seeds})
        self.told = policy in PLACING + ("poison",) or len(self.seeded) == 1  # else labels may overlap: there is no total
        for seed in seeds:
            self.seed(**seed)
        for place in self.chain.flows if self.forward else reversed(self.chain.flows):
            self.hop(place)

    def seed(self, outpoint, offset, length, label):
        """Lies on the last output of that name up to the horizon."""
        key = max((key for key in self.chain.named.get(outpoint, []) if key[0] <= self.until), default=None)
        need(key and 0 <= offset <= offset + length <= self.chain.coins[key].value,
             "a seed of %s is outside of %s, or that is not there" % (label, outpoint))
        self.seeds[key][label].append((offset, offset + length))

    def hop(self, place):
        """Pours what waits at one side of a transaction over to the other."""
        flow, hops = self.chain.flows[place], {}
        inputs = flow.inputs[1:] + flow.inputs[:1] if self.fees_first and not place[1] else flow.inputs
        sources, targets = (inputs, flow.slots) if self.forward else (flow.slots, inputs)
        waiting = [self.taint.get(key, []) for key, _ in sources]
        parts = waiting if self.forward else [self.sow(key, runs) for (key, _), runs in zip(sources, waiting)]
        poured = [[]] * len(targets)
        if any(parts):
            if flow.known is False:
                for (key, _), runs in zip(sources, parts):
                    if runs:
                        self.row(key, runs, "unknown")
                return
            need(flow.known or self.policy == "fifo" and not self.fees_first,  # which needs no fees behind the subsidy
                 "the traces need all fees of block %d" % place[0])
            mix = place[1] > 0 and place in self.facts.mixes
            poured = pour(self.policy, parts, [size for _, size in sources], [size for _, size in targets], mix)
            self.transactions += 1
        for label, count in (pair for key, _ in sources for pair in self.hops.get(key, {}).items()):
            hops[label] = min(hops.get(label, count + 1), count + 1)
        for (key, _), runs in zip(targets, poured):
            self.arrive(key, runs, hops) if self.forward else self.ask(key, runs)

    def sow(self, key, runs):
        """Lays the seeds of an output on what arrived there. Where nothing is placed a seed lies beside what arrived as far
        as there is room; poison taints the whole."""
        value = self.chain.coins[key].value
        for label, ranges in self.seeds.get(key, {}).items():
            before, size = by_label(runs)[label], sum(run.length for run in lay([], ranges, label))
            if self.policy in PLACING:
                runs = lay(runs, ranges, label)
            elif size:
                mixed = any(run.mixed for run in runs if label in run.labels)
                sats = value if self.policy == "poison" else min(value, before + size)
                runs = [run for run in runs if label not in run.labels] + [Run(0, sats, frozenset([label]), mixed)]
            self.seeded[label] += by_label(runs)[label] - before
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
                self.taint[key] = runs
                self.hops[key] = {label: 0 if label in self.seeds.get(key, {}) else hops[label] for label in by_label(runs)}

    def stop(self, key, runs, hops):
        """Takes off what stop rules end at an output, or the hop limit at a fee; answers what goes on."""
        for kind, _, word in (rule.partition(":") for rule in self.stops):
            sums, ended, rest = by_label(runs), [], []
            if kind == "hops":
                labels, reason = [label for label in sums if hops[label] >= int(word)], "hop limit of " + word
            elif kind == "coinjoin" or key[2] == "fee":
                continue
            elif kind == "amount":
                labels, reason = [label for label in sums if sums[label] < int(word)], "less than %s sat" % word
            elif kind == "height":
                labels, reason = [*sums] * (key[0] >= int(word)), "height %s was reached" % word
            else:
                tags = self.facts.tags[address(self.chain.coins[key].script, self.chain.network)]
                tags = tags & {word} if kind == "tag" else tags
                labels, reason = [*sums] * bool(tags), "tag " + ", ".join(sorted(tags))
            for start, length, own, mixed in runs:
                add(ended, start, length, own & {*labels}, mixed)
                add(rest, start, length, own - {*labels}, mixed)
            if ended:
                self.row(key, ended, state="stopped", reason=reason)
            runs = rest
        return runs

    def fate(self, key):
        """The state of tainted satoshis, and what its row says besides."""
        chain, (height, index, slot), script = self.chain, key, self.chain.coins[key].script
        if slot == "fee" and not (index and self.follow):
            return "fees" if index else "destroyed", {}
        need(slot != "fee" or height in chain.whole, "the traces need all fees of block %d" % height)
        taker, number = ((height, 0), 0) if slot == "fee" else chain.spender.get(key, (None, None))
        if slot != "fee" and (height == 0 or height > 0 and (script[:1] == b"\x6a" or len(script) > 10000)):
            return "burned", {}
        if taker is None or taker[0] > self.until:
            return "unspent", {}
        if number is None:
            return "displaced", dict(reason="its name went to a later transaction at height %d" % taker[0], gone=taker[0])
        txid = chain.flows[taker].txid
        by = dict(spentBy="%s:%d" % (txid, number))
        if "coinjoin" in self.stops and taker[1] and taker in self.facts.mixes:
            return "stopped", dict(by, reason="CoinJoin " + txid)
        if not chain.flows[taker].known:
            return "beyond", dict(by, reason="input values of the spender %s are not all known" % txid)
        return "spent", by

    def ask(self, key, runs):
        """Backward: lets what is asked of satoshis wait for their maker, or ends the way."""
        need(key or not runs, "the traces come to satoshis whose maker is not there")
        if runs and (key[2] == "subsidy" or key[2] == "fee" and not self.follow):
            self.row(key, runs, "fee" if key[1] else "minted")
        elif runs:
            self.taint[key] = runs
            if key[2] != "fee":
                self.row(key, runs)

    def row(self, key, runs, kind=None, **more):
        """Puts down an output, or an origin of this kind. Fees that end are no output; they only count in the buckets. Where
        labels may overlap there is no total, and only where satoshis have a place there are ranges."""
        coin, ranges, total = self.chain.coins[key], [], sum(run.length for run in runs)
        for run in runs:
            add(ranges, run.start, run.length, "any")
        if self.told:
            more["amount" if kind else "tainted"] = coin.value * bool(runs) if self.policy == "poison" else total
        if self.policy in PLACING:
            more["runs"] = [run[:2] for run in ranges] if kind else [(run[0], run[1], sorted(run.labels)) for run in runs]
            more["mixedRuns"] = None if kind else [run[:2] for run in runs if run.mixed] or None
        if not kind:
            more.update(value=coin.value, address=address(coin.script, self.chain.network))
        more.update(kind=kind, outpoint=coin.outpoint, txid=coin.txid, height=coin.height, labels=by_label(runs),
                    mixed=sorted({label for run in runs if run.mixed for label in run.labels}) or None)
        self.rows.append({name: value for name, value in more.items() if value is not None})

    def document(self):
        """All that a trace says, but for what it was asked."""
        rows = sorted(self.rows, key=order)
        outputs = [row for row in rows if "outpoint" in row and "kind" not in row]
        if not self.forward:
            return dict(outputs=outputs, transactions=self.transactions, origins=[row for row in rows if "kind" in row])
        buckets = {label: dict(dict.fromkeys(BUCKETS, 0), seeded=seeded) for label, seeded in self.seeded.items()}
        stopped, gone, lost = defaultdict(Counter), defaultdict(Counter), Counter()
        for row in rows:
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
        return dict(outputs=outputs, transactions=self.transactions, buckets=buckets,
                    stopped=[dict(reason=reason, labels=stopped[reason]) for reason in sorted(stopped)],
                    destroyed=[dict({"amount": lost[height]} if self.told else {"labels": gone[height]}, height=height)
                               for height in sorted(gone)])

def order(row):
    """By name; origins by their kind first, minted ones by height."""
    kind, height, (txid, _, vout) = row.get("kind"), row.get("height", -1), (row.get("outpoint") or row["txid"]).partition(":")
    return KINDS.index(kind), height if kind == "minted" else 0, txid, int(vout or 0), height

def check_trace(facts, policy, files):
    """Traces again and compares everything but the notes; answers what is proven, and what is only claimed."""
    name = "traces/%s.json" % policy
    given = load(files, name)
    seeds = sorted(given["seeds"], key=lambda seed: (order(seed), seed["offset"], seed["length"], seed["label"]))
    trace = Trace(facts, policy, seeds)
    head = {part: facts.manifest[part] for part in ("network", "from", "tip")}
    found = dict(facts.manifest["question"], **head, **trace.document(), schema="clayton.trace/1", policy=policy, seeds=seeds,
                 notes=[note for note in given["notes"] if isinstance(note, str)])
    del found["policies"]
    for part in sorted(fields(given, " ".join(found))):
        said, so = ((part if isinstance(part, list) else [part]) for part in (given[part], found[part]))
        need(type(given[part]) == type(found[part]) and len(said) == len(so), "%s: %s: not as many as proven" % (name, part))
        for one, other in zip(said, so):
            one, other = json.dumps(one, sort_keys=True), json.dumps(other, sort_keys=True)
            need(one == other, "%s: %s: %s, but what was proven gives %s" % (name, part, one, other))
    unspent = [row["value"] for row in trace.rows if row.get("state") == "unspent"]
    return "%s: traced again, every amount of %d outputs comes out the same" % (name, len(found["outputs"])), [
        "%s: %d outputs worth %d satoshis are unspent at height %d, and nothing else is tainted" % (
            name, len(unspent), sum(unspent), trace.until)] * trace.forward

def verify(data):
    """Answers what is proven, and what is only claimed."""
    files = unzip(data)
    facts = Facts(files)
    chain, policies = facts.chain, facts.manifest["question"]["policies"]
    need({"traces/%s.json" % policy for policy in policies} == {name for name in files if name.startswith("traces/")} != set(),
         "traces/ is not as manifest.json says")
    proven = ["%d files are those that manifest.json lists, and no other is there" % len(facts.manifest["files"]),
              "headers %d to %d are a chain of proof of work; work %x" % (chain.first, max(chain.hashes), chain.work),
              "%d transactions stand at their places in %d blocks" % (len(chain.placed), len({at[0] for at in chain.placed})),
              "the values they spend; none pays out more than it takes in, and nothing is spent twice"]
    claimed = ["the first header stands at height %d" % chain.first,
               "%d outputs are older than that: their values, scripts and heights are as claims.json says, and unproven"
               % facts.older] * (chain.first > 0)
    for policy in policies:
        fact, claims = check_trace(facts, policy, files)
        proven, claimed = proven + [fact], claimed + claims
    claimed += ["%d of the transactions are CoinJoins, and no other is" % len(facts.mixes),
                "this is the chain with the most work: compare its last hash and work with a node's",
                "what limits.json, README.md and the notes of the traces say"]
    return proven, claimed + ["who made %s: only its SHA-256 was checked" % name for name in SIGNATURES if name in files]

def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], "rb") as file:
            proven, claimed = verify(file.read())
    except OSError as error:
        print("cannot read %s: %s" % (sys.argv[1], error), file=sys.stderr)
        return 3
    except Exception as fact:  # whatever a hostile file makes go wrong
        print("BROKEN   %s\n%s does not hold." % (fact if isinstance(fact, ValueError) else repr(fact), sys.argv[1]))
        return 1
    print("\n".join(["proven   " + fact for fact in proven] + ["claimed  " + claim for claim in claimed]))
    print("%s holds: all that is proven follows from its bytes alone." % sys.argv[1])
    return 0

if __name__ == "__main__":
    sys.exit(main())
