package clayton.benchmarks;

import clayton.chain.ScriptKind;

/// Everybody who owns coins, by number: mining pools first, then services (exchanges, above all), then merchants, then
/// users, then the coordinators of CoinJoins (Wasabi 1, Wasabi 2, Whirlpool). Each keeps to one kind of script, as
/// wallets do.
final class Population {
    static final int POOLS = 12;
    static final int COORDINATORS = 3;

    private static final int MOST_USERS = 100_000;
    private static final ScriptKind[] SERVICE_KINDS = {
        ScriptKind.P2WPKH, ScriptKind.P2SH, ScriptKind.P2PKH, ScriptKind.P2WPKH, ScriptKind.P2WSH, ScriptKind.P2TR,
    };

    private final int services;
    private final int merchants;
    private final int users;

    /// Per owner: the last address handed out.
    private final int[] lastIndex;

    /// As many as a chain of this size calls for.
    Population(long chainBytes) {
        users = Math.clamp(chainBytes / 20_000, 400, MOST_USERS);
        merchants = Math.max(20, users / 100);
        services = Math.max(6, users / 1000);
        lastIndex = new int[size()];
    }

    int size() {
        return POOLS + services + merchants + users + COORDINATORS;
    }

    int pool(Dice dice) {
        return dice.heavy(1, POOLS) - 1;
    }

    /// A few services do most of the business.
    int service(Dice dice) {
        return POOLS + dice.heavy(1, services) - 1;
    }

    int merchant(Dice dice) {
        return POOLS + services + dice.below(merchants);
    }

    int user(Dice dice) {
        return POOLS + services + merchants + dice.below(users);
    }

    /// Wasabi 1's, Wasabi 2's or Whirlpool's.
    int coordinator(int which) {
        return size() - COORDINATORS + which;
    }

    boolean isUser(int owner) {
        return owner >= POOLS + services + merchants && owner < size() - COORDINATORS;
    }

    boolean isService(int owner) {
        return owner >= POOLS && owner < POOLS + services;
    }

    /// Letter of the group, number in it: `s0`, `u4711`.
    String name(int owner) {
        if (owner == Address.NOBODY) {
            return "-";
        }
        int service = owner - POOLS;
        int merchant = service - services;
        int user = merchant - merchants;
        int coordinator = user - users;
        return coordinator >= 0
                ? "c" + coordinator
                : user >= 0 ? "u" + user : merchant >= 0 ? "m" + merchant : service >= 0 ? "s" + service : "p" + owner;
    }

    long freshAddress(int owner) {
        return Address.of(owner, ++lastIndex[owner], kind(owner));
    }

    long publicAddress(int owner) {
        return Address.of(owner, Address.PUBLIC, kind(owner));
    }

    /// Where this customer pays into this service, always the same.
    long depositAddress(int service, int customer) {
        return Address.of(service, Address.DEPOSITS + customer, kind(service));
    }

    /// Another form of the key behind an address that somebody paid to, or the same address: some wallets watch for
    /// all forms of a key, and payers choose the one that they know.
    static long otherForm(long address) {
        ScriptKind kind = switch (Address.kind(address)) {
            case P2PK, P2WPKH -> ScriptKind.P2PKH;
            case P2PKH, P2SH -> ScriptKind.P2WPKH;
            case MULTISIG, OP_RETURN, P2WSH, P2TR, ANCHOR, WITNESS_UNKNOWN, NONSTANDARD -> Address.kind(address);
        };
        return Address.of(Address.owner(address), Address.index(address), kind);
    }

    ScriptKind kind(int owner) {
        if (owner < POOLS) {
            return owner == POOLS - 1 ? ScriptKind.P2PK : ScriptKind.P2PKH;
        }
        if (owner >= size() - COORDINATORS) {
            return ScriptKind.P2WPKH;
        }
        if (isService(owner)) {
            return SERVICE_KINDS[(owner - POOLS) % SERVICE_KINDS.length];
        }
        return kindOfMany((int) (Dice.mix(owner) >>> 1) & 1023);
    }

    /// Shares of 1,024, about those of the outputs of 2023.
    private static ScriptKind kindOfMany(int draw) {
        if (draw < 410) {
            return ScriptKind.P2WPKH;
        }
        if (draw < 640) {
            return ScriptKind.P2TR;
        }
        if (draw < 820) {
            return ScriptKind.P2PKH;
        }
        if (draw < 970) {
            return ScriptKind.P2SH;
        }
        return draw < 1015 ? ScriptKind.P2WSH : draw < 1022 ? ScriptKind.MULTISIG : ScriptKind.P2PK;
    }
}
