package clayton.clustering;

import clayton.chain.BlockView;
import clayton.chain.ScriptKind;
import java.io.IOException;
import java.util.BitSet;

/// Where all inputs are of one type, change is of that type. Says nothing if an input’s script is not known.
final class AddressType implements ChangeHeuristic {
    @Override
    public String name() {
        return "address-type";
    }

    @Override
    public String source() {
        return "Kalodner et al. 2020 (BlockSci, change_address.cpp, AddressType); Möser and Narayanan 2022";
    }

    @Override
    public String reason() {
        return "of the type of all inputs";
    }

    @Override
    public BitSet candidates(Payment payment) throws IOException {
        if (payment.inputs() == 0 || payment.inputScript(0) == BlockView.NO_SCRIPT) {
            return new BitSet();
        }
        ScriptKind kind = payment.kind(payment.inputScript(0));
        if (!areOf(kind, payment)) {
            return new BitSet();
        }
        return payment.payingThat(output -> payment.kind(payment.script(output)) == kind);
    }

    private static boolean areOf(ScriptKind kind, Payment payment) throws IOException {
        for (int input = 1; input < payment.inputs(); input++) {
            int script = payment.inputScript(input);
            if (script == BlockView.NO_SCRIPT || payment.kind(script) != kind) {
                return false;
            }
        }
        return true;
    }
}
