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
        if (payment.inputs() == 0 || !isOneKind(payment)) {
            return new BitSet();
        }
        ScriptKind kind = payment.kind(payment.inputScript(0));
        return payment.payingThat(output -> payment.kind(payment.script(output)) == kind);
    }

    private static boolean isOneKind(Payment payment) throws IOException {
        int first = payment.inputScript(0);
        for (int input = 0; input < payment.inputs(); input++) {
            int script = payment.inputScript(input);
            if (script == BlockView.NO_SCRIPT || payment.kind(script) != payment.kind(first)) {
                return false;
            }
        }
        return true;
    }
}
