import org.apache.velocity.runtime.parser.node.MapGetExecutor;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.UberspectImpl;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;

/** Velocity's way to methods and properties, without those that every object has: no class, no monitor. */
public final class NoReflection extends UberspectImpl {
  @Override
  public VelMethod getMethod(Object target, String name, Object[] arguments, Info info) throws Exception {
    return name.equals("getClass") || name.equals("wait") || name.startsWith("notify") ? null : super.getMethod(target, name, arguments, info);
  }

  @Override
  public VelPropertyGet getPropertyGet(Object target, String name, Info info) throws Exception {
    if (!name.equalsIgnoreCase("class") || target == null) {
      return super.getPropertyGet(target, name, info);
    }
    MapGetExecutor entry = new MapGetExecutor(log, target.getClass(), name);
    return entry.isAlive() ? new VelGetterImpl(entry) : null;
  }
}
