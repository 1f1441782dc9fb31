package clayton.evidence;

import clayton.chain.Network;
import clayton.reader.Addresses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads attribution tags from a file of any form that is known, told from its content: OFAC's SDN list
/// (advanced XML), a GraphSense TagPack (YAML), a wallet's labels (BIP 329), or a list of addresses. Nothing is
/// left out silently.
public final class TagsImport {
    private static final long LARGEST_TEXT = 256L << 20;
    private static final Set<String> BITCOIN = Set.of("BTC", "XBT", "BITCOIN");

    /// What files without these words say for a tag: where it comes from, how far it can be trusted, and its
    /// label.
    public record Defaults(Optional<String> source, Optional<String> confidence, Optional<String> label) {
        public static final Defaults NONE = new Defaults(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What a file held: its form, its tags, and how many of what had to be left out.
    public record Imported(String form, List<AttributionTag> tags, SortedMap<String, Integer> leftOut) {}

    private TagsImport() {}

    /// Throws `IllegalArgumentException` that names file and line.
    public static Imported read(Path file, Defaults defaults) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: name the file in it that holds the tags");
        }
        SortedMap<String, Integer> leftOut = new TreeMap<>();
        try {
            Imported raw = isXml(file) ? sdn(file, leftOut) : text(file, defaults, leftOut);
            List<AttributionTag> tags = new ArrayList<>();
            raw.tags().forEach(tag -> {
                Optional<AttributionTag> sound = sound(tag, leftOut);
                sound.ifPresent(tags::add);
            });
            return new Imported(raw.form(), tags, leftOut);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isXml(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            String begin = new String(stream.readNBytes(64), StandardCharsets.ISO_8859_1);
            return begin.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().startsWith("<");
        }
    }

    private static Imported sdn(Path file, SortedMap<String, Integer> leftOut) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            return new Imported("OFAC SDN list", SdnFile.read(stream, leftOut), leftOut);
        }
    }

    private static Imported text(Path file, Defaults defaults, SortedMap<String, Integer> leftOut) throws IOException {
        if (Files.size(file) > LARGEST_TEXT) {
            throw new IllegalArgumentException(
                    "it has more than " + LARGEST_TEXT + " bytes, more than a list of tags is read to: split it");
        }
        String text = utf8(file);
        String source = defaults.source().orElse(file.getFileName().toString());
        String confidence = defaults.confidence().orElse(Confidence.UNKNOWN);
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.startsWith("{") && WalletLabelsFile.isOne(first)) {
            return new Imported(
                    "wallet labels (BIP 329)", WalletLabelsFile.read(text, source, confidence, leftOut), leftOut);
        }
        if (isTagPack(file, first)) {
            return new Imported("TagPack", TagPackFile.read(text), leftOut);
        }
        AttributionTag otherwise =
                AttributionTag.of(AttributionTag.ADDRESS, "", defaults.label().orElse(source), source, confidence);
        return new Imported("list of addresses", AddressListFile.read(text, otherwise), leftOut);
    }

    /// Whether a file is CSV, or JSON with the same columns.
    public static boolean isPlainList(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return true;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String begin = new String(stream.readNBytes(1 << 16), StandardCharsets.UTF_8);
            String first =
                    begin.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
            return !first.strip().startsWith("<") && !first.startsWith("{") && !isTagPack(file, first);
        }
    }

    private static boolean isTagPack(Path file, String first) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml")
                || name.endsWith(".yml")
                || first.startsWith("---")
                || first.startsWith("%YAML")
                || first.startsWith("{")
                || first.matches("[a-z_]+:( .*)?");
    }

    private static String utf8(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no text in UTF-8", e);
        }
    }

    /// The tag with its address as the chain's own names have it; empty if it is of another currency or its
    /// address is none.
    private static Optional<AttributionTag> sound(AttributionTag tag, SortedMap<String, Integer> leftOut) {
        for (String currency : new String[] {tag.currency(), tag.network()}) {
            if (currency != null && !BITCOIN.contains(currency.toUpperCase(Locale.ROOT))) {
                leftOut.merge("tags of " + currency, 1, Math::addExact);
                return Optional.empty();
            }
        }
        if (!tag.isOfAddress()) {
            return Optional.of(tag);
        }
        Optional<String> name = canonical(tag.subject());
        if (name.isEmpty()) {
            leftOut.merge("tags whose address is none of any Bitcoin network", 1, Math::addExact);
        }
        return name.map(tag::withSubject);
    }

    private static Optional<String> canonical(String address) {
        for (Network network : Network.ALL) {
            try {
                Addresses addresses = Addresses.of(network);
                return Optional.of(addresses.name(addresses.script(address)));
            } catch (IllegalArgumentException e) {
                // perhaps another network's
            }
        }
        return Optional.empty();
    }
}
