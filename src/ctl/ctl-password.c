/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords come over a file descriptor, or are typed at the terminal without being shown: words of the command line
 * can be read by everybody on the machine. */

#include "ctl-password.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "mado-touch-attendant.h"

#define LONGEST 1024 /* bytes */
#define PASSWORD_FD "password-fd"

/* Byte by byte, because what follows the line is for somebody else. */
static gboolean
read_line (int fd, guint8 *line, gsize *out_length, GError **error)
{
  gsize length = 0;

  while (length < LONGEST) {
    gssize n_read = read (fd, line + length, 1);

    if (n_read < 0 && errno == EINTR)
      continue;
    if (n_read < 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the password cannot be read: %s",
                   g_strerror (errno));
      return FALSE;
    }
    if (n_read == 0 || line[length] == '\n')
      break;
    length++;
  }
  *out_length = length;
  if (length > 0 && length < LONGEST)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       length == 0 ? "there is no password" : "the password is too long");

  return FALSE;
}

static MadoSecret *
read_from (int fd, GError **error)
{
  g_autoptr (MadoSecret) line = mado_secret_new (LONGEST);
  MadoSecret *password;
  gsize length = 0;

  if (!read_line (fd, mado_secret_get_bytes (line), &length, error))
    return NULL;
  password = mado_secret_new (length);
  memcpy (mado_secret_get_bytes (password), mado_secret_get_bytes (line), length);

  return password;
}

static MadoSecret *
ask (int terminal, const char *question, GError **error)
{
  struct termios before, silent;
  MadoSecret *password;

  if (tcgetattr (terminal, &before) != 0) {
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the terminal cannot be used: %s",
                 g_strerror (errno));
    return NULL;
  }
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  (void) tcsetattr (terminal, TCSAFLUSH, &silent);       /* ignored: then it is seen */
  (void) !write (terminal, question, strlen (question)); /* ignored: it can be answered unasked */
  password = read_from (terminal, error);
  (void) tcsetattr (terminal, TCSAFLUSH, &before);
  (void) !write (terminal, "\n", 1);

  return password;
}

static MadoSecret *
read_secret (const MadoCtlCall *call, const char *option, const char *question, GError **error)
{
  const char *number = mado_ctl_get_option (call, option);
  g_autofd int terminal = -1;
  guint64 fd = 0;

  if (number != NULL && !g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT, &fd, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "the file descriptor has to be a number");
    return NULL;
  }
  if (number != NULL)
    return read_from ((int) fd, error);
  terminal = g_open ("/dev/tty", O_RDWR | O_CLOEXEC, 0);
  if (terminal < 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "there is no terminal to ask at: give --password-fd, or --code-fd");
    return NULL;
  }

  return ask (terminal, question, error);
}

/**
 * mado_ctl_read_password:
 * @call: a call of a verb with %MADO_CTL_PASSWORD_OPTION
 * @error: where to put why there is none
 *
 * Returns: (transfer full) (nullable): the password
 */
MadoSecret *
mado_ctl_read_password (MadoCtlCall *call, GError **error)
{
  return read_secret (call, PASSWORD_FD, "Password: ", error);
}

/**
 * mado_ctl_read_new_password:
 * @call: a call of a verb with %MADO_CTL_PASSWORD_OPTION, whose password was read
 * @error: where to put why there is none, or that it was not typed the same twice
 *
 * Returns: (transfer full) (nullable): the password from now on: the next line of the same file descriptor
 */
MadoSecret *
mado_ctl_read_new_password (MadoCtlCall *call, GError **error)
{
  g_autoptr (MadoSecret) password = read_secret (call, PASSWORD_FD, "New password: ", error);
  g_autoptr (MadoSecret) again = NULL;

  if (password == NULL || mado_ctl_get_option (call, PASSWORD_FD) != NULL)
    return g_steal_pointer (&password);
  again = read_secret (call, PASSWORD_FD, "The same again: ", error);
  if (again == NULL)
    return NULL;
  if (mado_secret_equals (password, again))
    return g_steal_pointer (&password);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the two are not the same");

  return NULL;
}

/**
 * mado_ctl_read_code:
 * @call: a call of a verb with the option "code-fd"
 * @error: where to put why there is none
 *
 * Returns: (transfer full) (nullable): the code that an administrator told
 */
MadoSecret *
mado_ctl_read_code (MadoCtlCall *call, GError **error)
{
  return read_secret (call, "code-fd", "Code: ", error);
}

/* --- of a security key -------------------------------------------------------------------------------------------- */

static void
say_touch (G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED gpointer call)
{
  fputs ("touch the security key: it blinks\n", stderr);
}

static void
say_nothing (G_GNUC_UNUSED gpointer call)
{
}

static MadoSecret *
ask_pin (gpointer call, GError **error)
{
  return read_secret (call, PASSWORD_FD, "PIN of the security key: ", error);
}

/**
 * mado_ctl_attend_security_key:
 * @call: a call; must outlive whatever it signs
 *
 * From now on whoever called is told when a security key waits to be touched, and asked for its PIN as for a password.
 */
void
mado_ctl_attend_security_key (MadoCtlCall *call)
{
  static MadoTouchAttendant attendant = { say_touch, say_nothing, ask_pin, NULL };

  attendant.user_data = call;
  mado_touch_set_attendant (&attendant);
}
