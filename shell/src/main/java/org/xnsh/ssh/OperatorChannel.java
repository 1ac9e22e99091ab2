package org.xnsh.ssh;

import java.io.IOException;
import java.util.Map;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;

/// A channel for a prompt or a command, and for nothing else.
final class OperatorChannel extends ChannelSession {

  /// The only kind of channel there is: none that leads on to another host.
  static final ChannelFactory FACTORY =
      new ChannelFactory() {
        @Override
        public String getName() {
          return "session";
        }

        @Override
        public Channel createChannel(org.apache.sshd.common.session.Session session) {
          return new OperatorChannel();
        }
      };

  /// A client may send as many variables as it likes, LD_PRELOAD among them; none is kept.
  @Override
  protected RequestHandler.Result handleEnvParsed(String name, String value) {
    return RequestHandler.Result.ReplyFailure;
  }

  @Override
  protected RequestHandler.Result handlePtyReqParsed(
      String term, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes)
      throws IOException {
    return KeyGate.login(getSession()).terms().terminal()
        ? super.handlePtyReqParsed(term, columns, rows, width, height, modes)
        : RequestHandler.Result.ReplyFailure;
  }

  @Override
  protected RequestHandler.Result handleBreakParsed(long length) {
    getEnvironment().signal(this, Signal.INT);
    return RequestHandler.Result.ReplySuccess;
  }

  /// The library tells the end of the output first, to which PuTTY answers with the end of the
  /// channel; an exit code that comes after that is lost, and the client takes it for 0.
  @Override
  protected void closeShell(int code, boolean immediately) throws IOException {
    if (!isClosing()) {
      sendExitStatus(code); // once: the library's own call finds it sent
    }
    super.closeShell(code, immediately);
  }
}
