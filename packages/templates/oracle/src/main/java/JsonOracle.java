import java.util.LinkedHashMap;
import java.util.Map;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;

/** What json-smart makes of a text: its types, its JSON, its `toString()`; or that it refuses the text. */
public final class JsonOracle {
  private JsonOracle() {}

  public static void main(String[] arguments) throws Exception {
    Exchange.run(arguments, JsonOracle::answer);
  }

  private static Object answer(Map<String, Object> input) {
    int mode = "permissive".equals(input.get("mode")) ? JSONParser.MODE_PERMISSIVE : JSONParser.MODE_RFC4627;
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      Object value = new JSONParser(mode).parse((String) input.get("text"), JSONValue.defaultReader.DEFAULT_ORDERED);
      answer.put("value", Describe.describe(value));
      answer.put("json", JSONValue.toJSONString(value, JSONStyle.LT_COMPRESS));
      answer.put("string", String.valueOf(value));
    } catch (ParseException | NumberFormatException refused) {
      answer.put("refused", true);
    }
    return answer;
  }
}
