package clayton.cli;

import clayton.chain.Hash256;
import clayton.chain.OutPoint;
import clayton.clustering.Heuristic;
import clayton.clustering.Heuristics;
import clayton.evidence.Direction;
import clayton.taint.CoinbaseOrder;
import clayton.taint.FeeRule;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Turn words of the command line into the field's own types; what is wrong is said in the model's own sentence.
final class Converters {
    private Converters() {}

    static final class Txid implements ITypeConverter<Hash256> {
        @Override
        public Hash256 convert(String text) {
            return parsed(text, Hash256::parse);
        }
    }

    static final class Outpoint implements ITypeConverter<OutPoint> {
        @Override
        public OutPoint convert(String text) {
            return parsed(text, OutPoint::parse);
        }
    }

    static final class Order implements ITypeConverter<CoinbaseOrder> {
        @Override
        public CoinbaseOrder convert(String text) {
            return oneOf(CoinbaseOrder.values(), text);
        }
    }

    static final class Fees implements ITypeConverter<FeeRule> {
        @Override
        public FeeRule convert(String text) {
            return oneOf(FeeRule.values(), text);
        }
    }

    static final class Way implements ITypeConverter<Direction> {
        @Override
        public Direction convert(String text) {
            return oneOf(Direction.values(), text);
        }
    }

    static final class Handling implements ITypeConverter<CoinJoinHandling> {
        @Override
        public CoinJoinHandling convert(String text) {
            return oneOf(CoinJoinHandling.values(), text);
        }
    }

    static final class HeuristicName implements ITypeConverter<Heuristic> {
        @Override
        public Heuristic convert(String text) {
            return Heuristics.named(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + Heuristics.ALL.stream().map(Heuristic::name).collect(Collectors.joining(", "))));
        }
    }

    private static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T oneOf(T[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                        + Arrays.toString(values).replaceAll("[\\[\\]]", "")));
    }
}
