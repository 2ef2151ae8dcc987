/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the kernel's tables of sockets. An address is written there as the machine has it in memory, four bytes at a
 * time. */

#include "mado-network-check.h"

#include <gio/gio.h>
#include <string.h>

#define TCP_LISTENS "0A"
#define UDP_UNCONNECTED "07"
#define MAX_ADDRESS 16
#define WORD_DIGITS 8

static const struct {
  const char *name;
  gboolean is_udp;
  GSocketFamily family;
} tables_of_sockets[] = {
  { "tcp", FALSE, G_SOCKET_FAMILY_IPV4 },
  { "tcp6", FALSE, G_SOCKET_FAMILY_IPV6 },
  { "udp", TRUE, G_SOCKET_FAMILY_IPV4 },
  { "udp6", TRUE, G_SOCKET_FAMILY_IPV6 },
};

/**
 * mado_network_port_read:
 * @text: "tcp:PORT", "udp:PORT"
 * @out_port: (out): what it says
 *
 * Returns: whether it is written so
 */
gboolean
mado_network_port_read (const char *text, MadoNetworkPort *out_port)
{
  const gboolean is_udp = g_str_has_prefix (text, "udp:");
  guint64 port = 0;

  if (!is_udp && !g_str_has_prefix (text, "tcp:"))
    return FALSE;
  if (!g_ascii_string_to_unsigned (text + 4, 10, 1, G_MAXUINT16, &port, NULL))
    return FALSE;
  *out_port = (MadoNetworkPort) { is_udp, (guint16) port };

  return TRUE;
}

/* "0100007F": the digits of words as the machine has them */
static GInetAddress *
read_address (const char *digits, GSocketFamily family)
{
  const gsize size = family == G_SOCKET_FAMILY_IPV4 ? 4 : MAX_ADDRESS;
  guint8 bytes[MAX_ADDRESS] = { 0 };

  if (strlen (digits) != size * 2)
    return NULL;
  for (gsize i = 0; i < size; i += sizeof (guint32)) {
    char word[WORD_DIGITS + 1] = { 0 };
    guint64 value = 0;
    guint32 native;

    memcpy (word, digits + i * 2, WORD_DIGITS);
    if (!g_ascii_string_to_unsigned (word, 16, 0, G_MAXUINT32, &value, NULL))
      return NULL;
    native = (guint32) value;
    memcpy (bytes + i, &native, sizeof native);
  }

  return g_inet_address_new_from_bytes (bytes, family);
}

static gboolean
is_expected (const MadoNetworkPort *port, const MadoNetworkPort *expected, gsize n_expected)
{
  for (gsize i = 0; i < n_expected; i++)
    if (expected[i].is_udp == port->is_udp && expected[i].port == port->port)
      return TRUE;

  return FALSE;
}

/* One of the kernel's lines: "sl: ADDRESS:PORT ADDRESS:PORT STATE …" */
static gboolean
read_line (char *line, gboolean is_udp, GSocketFamily family, GInetAddress **out_address, guint16 *out_port)
{
  g_auto (GStrv) words = g_regex_split_simple (" +", g_strstrip (line), 0, 0);
  g_auto (GStrv) local = g_strv_length (words) > 3 ? g_strsplit (words[1], ":", 2) : NULL;
  guint64 port = 0;

  if (local == NULL || g_strv_length (local) != 2 || strcmp (words[3], is_udp ? UDP_UNCONNECTED : TCP_LISTENS) != 0 ||
      !g_ascii_string_to_unsigned (local[1], 16, 0, G_MAXUINT16, &port, NULL))
    return FALSE;
  *out_address = read_address (local[0], family);
  *out_port = (guint16) port;

  return *out_address != NULL;
}

static void
check_socket (GInetAddress *address,
              const MadoNetworkPort *port,
              const MadoNetworkPort *expected,
              gsize n_expected,
              GPtrArray *faults)
{
  const char *protocol = port->is_udp ? "udp" : "tcp";
  g_autofree char *text = g_inet_address_to_string (address);
  g_autofree char *remedy = NULL;

  if (port->port == 0 || g_inet_address_get_is_loopback (address) || is_expected (port, expected, n_expected))
    return;
  remedy = g_strdup_printf ("end whatever answers there, or say that it may: --also %s:%u", protocol, port->port);
  mado_service_faults_add (faults, remedy, "something besides the service answers: %s %s port %u", protocol, text,
                           port->port);
}

/**
 * mado_network_check:
 * @tables: the folder of the kernel's tables: %MADO_NETWORK_TABLES
 * @expected: (array length=n_expected): what may answer
 * @n_expected: how many
 * @faults: (element-type MadoServiceFault): where to put what answers besides
 * @error: what could not be read
 *
 * Returns: whether it is known what answers
 */
gboolean
mado_network_check (
    const char *tables, const MadoNetworkPort *expected, gsize n_expected, GPtrArray *faults, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables_of_sockets); i++) {
    g_autofree char *path = g_build_filename (tables, tables_of_sockets[i].name, NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    if (!g_file_test (path, G_FILE_TEST_EXISTS) && tables_of_sockets[i].family == G_SOCKET_FAMILY_IPV6)
      continue; /* a machine without IPv6 */
    if (!g_file_get_contents (path, &text, NULL, error))
      return FALSE;
    lines = g_strsplit (text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
      MadoNetworkPort port = { .is_udp = tables_of_sockets[i].is_udp };
      g_autoptr (GInetAddress) address = NULL;

      if (read_line (*line, port.is_udp, tables_of_sockets[i].family, &address, &port.port))
        check_socket (address, &port, expected, n_expected, faults);
    }
  }

  return TRUE;
}
