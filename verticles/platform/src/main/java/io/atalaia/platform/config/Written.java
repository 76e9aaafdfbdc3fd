/* Atalaia. Licensed under the Apache License 2.0; see LICENSE. */
package io.atalaia.platform.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as it was written. Values stay the texts that they are in the file: the records know their types. A mapper to objects would
 * do no more, and take several megabytes of every agent for as long as that runs.
 */
final class Written {
    private static final Set<Tag> NO_TEXTS = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private Written() {}

    /**
     * @return null when there is nothing
     * @throws org.yaml.snakeyaml.error.YAMLException also for a key that stands twice in the same place, and for references to
     *     lists and pairs elsewhere in the text
     */
    static Node parse(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        Node root =
                new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode();
        refuseTwins(root);
        return root;
    }

    private static void refuseTwins(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(Written::refuseTwins);
        } else if (node instanceof MappingNode pairs) {
            var names = new HashSet<String>();
            for (NodeTuple pair : pairs.getValue()) {
                Node name = pair.getKeyNode();
                if (!(name instanceof ScalarNode)) {
                    throw new WrittenException("a key must be a single word", name);
                }
                if (!names.add(text(name))) {
                    throw new WrittenException("the key '" + text(name) + "' is there twice", name);
                }
                refuseTwins(pair.getValueNode());
            }
        }
    }

    static boolean isNothing(Node node) {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    static boolean isSingle(Node node) {
        return node instanceof ScalarNode;
    }

    static boolean isPairs(Node node) {
        return node instanceof MappingNode;
    }

    static boolean isList(Node node) {
        return node instanceof SequenceNode;
    }

    /** Whether other readers of YAML would also take it for a text, and not for a number, a truth value or nothing. */
    static boolean isText(Node node) {
        return !NO_TEXTS.contains(node.getTag());
    }

    /** Of a single value; of others in the way of YAML's lists and pairs on one line. */
    static String text(Node node) {
        if (isPairs(node)) {
            return pairs(node).entrySet().stream()
                    .map(pair -> pair.getKey() + ": " + text(pair.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (isList(node)) {
            return items(node).stream().map(Written::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return isNothing(node) ? "" : ((ScalarNode) node).getValue();
    }

    static List<Node> items(Node list) {
        return ((SequenceNode) list).getValue();
    }

    /** In the order in which they are written. */
    static Map<String, Node> pairs(Node pairs) {
        var all = new LinkedHashMap<String, Node>();
        ((MappingNode) pairs).getValue().forEach(pair -> all.put(text(pair.getKeyNode()), pair.getValueNode()));
        return all;
    }

    static Node single(String text) {
        return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }

    static Node pairs(Map<String, Node> pairs) {
        var all = new ArrayList<NodeTuple>();
        pairs.forEach((name, value) -> all.add(new NodeTuple(single(name), value)));
        return new MappingNode(Tag.MAP, all, FlowStyle.FLOW);
    }

    /** What is well written and yet not allowed. */
    private static final class WrittenException extends MarkedYAMLException {
        private static final long serialVersionUID = 1;

        WrittenException(String problem, Node where) {
            super(null, null, problem, where.getStartMark());
        }
    }
}
