import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;

/** Reads the cases of a program and writes its answers, both as JSON arrays. */
final class Exchange {
  private Exchange() {}

  @SuppressWarnings("unchecked")
  static void run(String[] arguments, Function<Map<String, Object>, Object> answer) throws Exception {
    String input = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
    List<Object> cases = (List<Object>) new JSONParser(JSONParser.MODE_RFC4627).parse(input, JSONValue.defaultReader.DEFAULT_ORDERED);
    List<String> answers = new ArrayList<>();
    for (Object one : cases) {
      answers.add(JSONValue.toJSONString(answer.apply((Map<String, Object>) one)));
    }
    Files.writeString(Path.of(arguments[1]), asciiOnly("[" + String.join(",\n", answers) + "]"), StandardCharsets.UTF_8);
  }

  /** A lone surrogate survives only as an escape. */
  private static String asciiOnly(String text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append(String.format("\\u%04x", (int) c));
      }
    }
    return ascii.toString();
  }
}
