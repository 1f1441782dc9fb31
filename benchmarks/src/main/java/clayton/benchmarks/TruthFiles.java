package clayton.benchmarks;

import clayton.chain.OutputId;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The truth as two CSV files (docs/truth-format.md): `outputs.csv` says who owns each output and why it was made
/// (change, payment, a CoinJoin's mixed output …), `transactions.csv` what each transaction is, and which hop of which
/// peel chain. Transactions are written `170x1`, outputs `170x1x0`.
final class TruthFiles implements Truth {
    static final String OUTPUTS = "outputs.csv";
    static final String TRANSACTIONS = "transactions.csv";

    private final Population people;
    private final Writer outputs;
    private final Writer transactions;

    TruthFiles(Path folder, Population people) throws IOException {
        this.people = people;
        Files.createDirectories(folder);
        outputs = open(folder.resolve(OUTPUTS));
        transactions = open(folder.resolve(TRANSACTIONS));
        outputs.write("output,owner,purpose\n");
        transactions.write("transaction,story,peel_chain,peel_hop\n");
    }

    private static Writer open(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public void tell(int height, int index, Draft draft) throws IOException {
        String chain = draft.peelChain == Draft.NO_CHAIN ? "," : draft.peelChain + "," + draft.peelHop;
        transactions.write(height + "x" + index + "," + draft.story.text() + "," + chain + "\n");
        for (int vout = 0; vout < draft.outputs; vout++) {
            String output = OutputId.text(OutputId.of(height, index, vout));
            String owner = people.name(Address.owner(draft.address[vout]));
            outputs.write(output + "," + owner + "," + draft.purpose[vout].text() + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        try (outputs) {
            transactions.close();
        }
    }
}
