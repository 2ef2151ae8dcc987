/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An old primary that comes back, or was only cut off, still takes itself for the primary, and libpq goes to whichever
 * of them it finds first. But each promotion begins a timeline with a higher number: so all hosts are asked, the one
 * with the highest is the primary, and nobody goes back to a lower one than was seen before. */

#include "mado-pg-server.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "mado-pg-error.h"

#define PATIENCE 5 /* seconds, to connect and to answer */

/* A host that says that it can be written to. */
typedef struct {
  PGconn *connection; /* (nullable): none was found */
  guint timeline;
} Candidate;

static GMutex lock;
static GHashTable *seen; /* conninfo → the highest timeline that answered there, as long as this process lives */

/* --- hosts ------------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full): what stands under that name, by commas; one empty text where nothing does */
static char **
list_values (const PQconninfoOption *options, const char *keyword)
{
  for (; options->keyword != NULL; options++)
    if (strcmp (options->keyword, keyword) == 0 && options->val != NULL && *options->val != '\0')
      return g_strsplit (options->val, ",", -1);

  return g_strsplit ("-", ",", -1);
}

typedef struct {
  char **hosts;
  char **addresses;
  char **ports;
  guint n_hosts;
} Hosts;

static void
clear_hosts (Hosts *self)
{
  g_strfreev (self->hosts);
  g_strfreev (self->addresses);
  g_strfreev (self->ports);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hosts, clear_hosts)

/* What cannot be read is left to libpq, which says so. */
static Hosts
read_hosts (const char *conninfo)
{
  static const PQconninfoOption none = { 0 };
  PQconninfoOption *options = PQconninfoParse (conninfo, NULL);
  Hosts self = { .hosts = list_values (options != NULL ? options : &none, "host"),
                 .addresses = list_values (options != NULL ? options : &none, "hostaddr"),
                 .ports = list_values (options != NULL ? options : &none, "port") };

  self.n_hosts = MAX (g_strv_length (self.hosts), g_strv_length (self.addresses));
  PQconninfoFree (options);

  return self;
}

/* One port is that of all. */
static const char *
get_value (char **values, guint i)
{
  const guint n_values = g_strv_length (values);
  const char *value = values[n_values == 1 ? 0 : MIN (i, n_values - 1)];

  return strcmp (value, "-") != 0 ? value : NULL;
}

static PGconn *
connect_to (const char *conninfo, const Hosts *hosts, guint i)
{
  const char *keywords[] = { "dbname",
                             "target_session_attrs",
                             "client_encoding",
                             "connect_timeout",
                             "fallback_application_name",
                             NULL,
                             NULL,
                             NULL,
                             NULL };
  const char *values[G_N_ELEMENTS (keywords)] = { conninfo, "read-write", "UTF8", G_STRINGIFY (PATIENCE), "madoguchi" };
  const struct {
    const char *keyword;
    const char *value;
  } own[] = { { "host", get_value (hosts->hosts, i) },
              { "hostaddr", get_value (hosts->addresses, i) },
              { "port", get_value (hosts->ports, i) } };
  guint n = 5;

  for (gsize j = 0; hosts->n_hosts > 1 && j < G_N_ELEMENTS (own); j++)
    if (own[j].value != NULL) {
      keywords[n] = own[j].keyword;
      values[n++] = own[j].value;
    }

  return PQconnectdbParams (keywords, values, 1);
}

/* --- timelines --------------------------------------------------------------------------------------------------- */

/* A server may fall silent when it has just let us in. */
static gboolean
await_answer (PGconn *connection)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_SECOND;

  while (PQisBusy (connection) != 0) {
    const gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
    struct pollfd socket = { PQsocket (connection), POLLIN, 0 };

    if (left <= 0)
      return FALSE;
    (void) poll (&socket, 1, (int) left); /* ignored: the loop looks again */
    if (PQconsumeInput (connection) == 0)
      return FALSE;
  }

  return TRUE;
}

/* The first eight digits of the name of the file that it writes now. */
static gboolean
load_timeline (PGconn *connection, guint *out_timeline)
{
  static const char ask[] = "SELECT substr (pg_walfile_name (pg_current_wal_lsn ()), 1, 8)";
  g_autoptr (PGresult) result = NULL;

  if (PQsendQuery (connection, ask) != 1 || !await_answer (connection))
    return FALSE;
  result = PQgetResult (connection);
  if (PQresultStatus (result) != PGRES_TUPLES_OK || PQntuples (result) != 1)
    return FALSE;
  *out_timeline = (guint) strtoul (PQgetvalue (result, 0, 0), NULL, 16);
  PQclear (PQgetResult (connection)); /* the end of it */

  return TRUE;
}

/* Returns: whether there is none that is newer, as far as anybody saw */
static gboolean
note_timeline (const char *conninfo, guint timeline)
{
  guint highest;

  g_mutex_lock (&lock);
  if (seen == NULL)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  highest = MAX (timeline, GPOINTER_TO_UINT (g_hash_table_lookup (seen, conninfo)));
  g_hash_table_insert (seen, g_strdup (conninfo), GUINT_TO_POINTER (highest));
  g_mutex_unlock (&lock);

  return timeline == highest;
}

/* Takes the connection. */
static void
compare (Candidate *best, PGconn *connection)
{
  Candidate other = { connection, 0 };
  const gboolean is_one = PQstatus (connection) == CONNECTION_OK && load_timeline (connection, &other.timeline);

  if (!is_one || (best->connection != NULL && other.timeline <= best->timeline)) {
    PQfinish (connection);
    return;
  }
  PQfinish (best->connection);
  *best = other;
}

/**
 * mado_pg_server_find:
 * @conninfo: as libpq has it; it may name several hosts
 * @error: %MADO_BACKEND_ERROR_LOST: none of them can be written to, or but one that was replaced
 *
 * Returns: (transfer full) (nullable): a connection to the primary that was promoted last
 */
PGconn *
mado_pg_server_find (const char *conninfo, GError **error)
{
  g_auto (Hosts) hosts = read_hosts (conninfo);
  g_autoptr (GError) fault = NULL;
  Candidate best = { 0 };

  for (guint i = 0; i < hosts.n_hosts; i++) {
    PGconn *connection = connect_to (conninfo, &hosts, i);

    g_clear_error (&fault);
    mado_pg_error_set_unreachable (&fault, connection);
    compare (&best, connection);
  }
  if (best.connection != NULL && note_timeline (conninfo, best.timeline))
    return best.connection;
  if (best.connection != NULL)
    mado_pg_error_set_lost (error, "the only server that answers is a primary that was replaced");
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  PQfinish (best.connection);

  return NULL;
}
