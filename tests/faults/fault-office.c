/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Listens to everybody, and starts again whoever was killed. */

#include "fault-office.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "fault-network.h"
#include "mado-audit-walk.h"
#include "mado-service-papers.h"
#include "mado-ward-place.h"
#include "replica-office.h"
#include "sim-replica-disk.h"

#define PATIENCE (90 * G_USEC_PER_SEC) /* then it is wedged */
#define ROUND 2000                     /* microseconds */

/* --- the service -------------------------------------------------------------------------------------------------- */

static void
configure (FaultOffice *self, const char *listen, const char *address, const char *allow)
{
  g_autofree char *text = g_strdup_printf (
      "listen=%s\naddress=%s\nallow=%s\nfolder=data\nfree-disk-mib=64\nthreads=2\n", listen, address, allow);

  world_configure (&self->world, text, self->groups);
}

static void
start_service (FaultOffice *self, const char *fault)
{
  self->world.fault = fault;
  while (!world_try_to_start (&self->world)) {
    self->n_falls++;
    self->world.fault = NULL;
  }
  self->world.fault = NULL;
}

/**
 * fault_office_close:
 * @self: an office
 *
 * The service goes down as it is told to, or is killed over it.
 */
void
fault_office_close (FaultOffice *self)
{
  if (self->world.process != NULL && world_end (&self->world, SIGTERM) != 0)
    self->n_falls++;
}

static void
raise_service (FaultOffice *self)
{
  if (!world_has_fallen (&self->world))
    return;
  self->n_falls++;
  start_service (self, NULL);
}

/* --- terminals ---------------------------------------------------------------------------------------------------- */

static void
put_paper (const FaultPlace *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up_place (FaultOffice *office, FaultPlace *self, guint number)
{
  g_autofree char *name = g_strdup_printf ("t-v-%02u", number);
  g_auto (Papers) papers = { 0 };

  self->account = g_strdup_printf ("v-%02u", number);
  self->folder = g_dir_make_tmp ("mado-fault-XXXXXX", NULL);
  self->heard = g_string_new (NULL);
  self->reads = g_array_new (FALSE, FALSE, sizeof (gint64));
  world_enrol (&office->world, name, &papers);
  put_paper (self, "authority.pem", papers.authority);
  put_paper (self, "certificate.pem", papers.certificate);
  put_paper (self, "key.pem", papers.key);
}

static void
die_with_the_test (gpointer data)
{
  const FaultOffice *office = data;

  if (office->is_afar) {
    fault_network_enter_other_end ();
    (void) fault_names_ask_here (office->world.folder); /* ignored: whoever goes by an address asks nobody */
  }
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start_terminal (FaultOffice *office, FaultPlace *self, const char *what, const char *fault)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, ++office->seed);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_the_test, office, NULL);
  if (fault != NULL)
    g_subprocess_launcher_setenv (launcher, "MADO_FAULT_AT", fault, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("MADO_FAULT_TERMINAL"), self->folder,
                                               self->account, office->address, seed, what, NULL);
  g_assert_no_error (error);
  g_string_truncate (self->heard, 0);
  self->rest = -1;
}

static void
note_promise (FaultOffice *office, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOperation) operation = mado_operation_read (text, strlen (text), &error);

  g_assert_no_error (error);
  sim_verdict_note_saved (office->verdict, operation);
}

static void
note_read (FaultPlace *self, const char *text)
{
  const gint64 at = g_ascii_strtoll (text, NULL, 10);

  g_array_append_val (self->reads, at);
}

static void
hear_line (FaultOffice *office, FaultPlace *self, const char *line)
{
  if (g_str_has_prefix (line, "saved "))
    note_promise (office, line + strlen ("saved "));
  else if (g_str_has_prefix (line, "read "))
    note_read (self, line + strlen ("read "));
  else if (g_str_has_prefix (line, "rest "))
    self->rest = g_ascii_strtoll (line + strlen ("rest "), NULL, 10);
  else if (g_str_has_prefix (line, "left "))
    self->parting = g_ascii_strtoll (line + strlen ("left "), NULL, 10);
  else
    g_error ("%s says \"%s\"", self->account, line);
}

static void
hear_lines (FaultOffice *office, FaultPlace *self)
{
  const char *end;

  while ((end = strchr (self->heard->str, '\n')) != NULL) {
    g_autofree char *line = g_strndup (self->heard->str, (gsize) (end - self->heard->str));

    g_string_erase (self->heard, 0, end - self->heard->str + 1);
    hear_line (office, self, line);
  }
}

/* Returns: whether it may say more */
static gboolean
listen_to (FaultOffice *office, FaultPlace *self)
{
  GPollableInputStream *said = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process));
  char bytes[4096];
  gssize n;

  while ((n = g_pollable_input_stream_read_nonblocking (said, bytes, sizeof bytes, NULL, NULL)) > 0)
    g_string_append_len (self->heard, bytes, n);
  hear_lines (office, self);

  return n < 0;
}

static void
bury (FaultPlace *self)
{
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  if (g_subprocess_get_if_exited (self->process))
    g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  else
    g_assert_cmpint (g_subprocess_get_term_sig (self->process), ==, SIGKILL);
  self->n_deaths += !g_subprocess_get_if_exited (self->process);
  g_clear_object (&self->process);
}

static void
raise_terminal (FaultOffice *office, FaultPlace *self)
{
  if (listen_to (office, self))
    return;
  bury (self);
  start_terminal (office, self, "rest", NULL);
}

/* He may be killed on his way. */
static void
send_home (FaultOffice *office, FaultPlace *self)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  while (listen_to (office, self))
    g_usleep (ROUND);
  bury (self);
}

/* --- what must be so in the end ----------------------------------------------------------------------------------- */

static MadoBackend *
open_ward (FaultOffice *self, MadoWardPlace **out_place)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (self->world.configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autoptr (GError) error = NULL;
  MadoBackend *backend;

  *out_place = mado_ward_place_read (FAULT_WARD, self->ward, secret, &error);
  g_assert_no_error (error);
  backend = mado_ward_place_open (*out_place, MADO_BACKEND_READ, &error);
  g_assert_no_error (error);

  return backend;
}

static char *
give_verdict (FaultOffice *self, MadoBackend *backend, SimDisk *const *disks)
{
  const MadoPerson person = { self->places[0].account, fault_roles };
  SimTally tally = { 0 };

  return sim_verdict_give (self->verdict, self->judge, &person, backend, disks, self->n_places, &tally);
}

/* How often it stands in the ward's log who looked at something when. */
static void
count_read (gpointer times, const MadoStoredRead *read)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, read->account, read->at.microseconds);

  if (!g_hash_table_add (times, g_steal_pointer (&key)))
    g_error ("%s looked at something once, and the log says it twice", read->account);
}

/* What was looked at this morning; what was told before may be in another copy of the ward. */
static char *
look_at_reads (FaultOffice *self, MadoBackend *backend)
{
  g_autoptr (GHashTable) times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);

  g_assert_true (turn != NULL && mado_audit_walk_reads (backend, count_read, times, NULL));
  for (guint i = 0; i < self->n_places; i++) {
    FaultPlace *place = &self->places[i];

    for (guint k = 0; k < place->reads->len; k++) {
      g_autofree char *key =
          g_strdup_printf ("%s %" G_GINT64_FORMAT, place->account, g_array_index (place->reads, gint64, k));

      if (!g_hash_table_contains (times, key))
        return g_strdup_printf ("%s looked at something, and no log says so", place->account);
    }
    g_array_set_size (place->reads, 0);
  }

  return NULL;
}

static void
look_at_all (FaultOffice *self, const FaultWish *wish)
{
  MadoPerson persons[FAULT_MOST_PLACES];
  SimDisk *disks[FAULT_MOST_PLACES];
  g_autoptr (MadoWardPlace) place = NULL;
  MadoBackend *backend = open_ward (self, &place);
  g_autofree char *flaw = NULL;

  for (guint i = 0; i < self->n_places; i++) {
    MadoDatabase *database;

    self->places[i].seat = fault_seat_new (self->places[i].folder, self->places[i].account);
    database = fault_seat_open_database (self->places[i].seat);
    if (flaw == NULL)
      flaw = g_strdup (replica_office_check_pages (database));
    persons[i] = (MadoPerson) { self->places[i].account, fault_roles };
    disks[i] = sim_replica_disk_new_for_database (self->judge, &persons[i], database);
  }
  if (flaw == NULL)
    flaw = give_verdict (self, backend, disks);
  if (flaw == NULL)
    flaw = look_at_reads (self, backend);
  for (guint i = 0; i < self->n_places; i++) {
    sim_disk_free (disks[i]);
    g_clear_pointer (&self->places[i].seat, fault_seat_free);
  }
  mado_backend_free (backend);
  if (flaw != NULL)
    g_error ("service killed at %s, terminal at %s: %s", wish->service, wish->terminal, flaw);
  self->n_lives++;
}

/* --- a morning ---------------------------------------------------------------------------------------------------- */

static gboolean
is_at_rest (const FaultOffice *self)
{
  for (guint i = 1; i < self->n_places; i++)
    if (self->places[i].rest != self->places[0].rest)
      return FALSE;

  return self->places[0].rest > 0;
}

static void
come_to_rest (FaultOffice *self, const FaultWish *wish)
{
  const gint64 begin = g_get_monotonic_time ();
  const gint64 end = begin + PATIENCE;

  while (!is_at_rest (self)) {
    if (wish->change != NULL)
      wish->change (g_get_monotonic_time () - begin, wish->user_data);
    raise_service (self);
    for (guint i = 0; i < self->n_places; i++)
      raise_terminal (self, &self->places[i]);
    if (g_get_monotonic_time () > end)
      g_error ("service killed at %s, terminal at %s: it does not come to rest", wish->service, wish->terminal);
    g_usleep (ROUND);
  }
}

static void
stay (const FaultWish *wish)
{
  const gint64 begin = g_get_monotonic_time ();

  while (g_get_monotonic_time () - begin < wish->rests) {
    if (wish->change != NULL)
      wish->change (g_get_monotonic_time () - begin, wish->user_data);
    g_usleep (ROUND);
  }
}

static void
remove_profile (FaultPlace *self)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    if (g_str_has_prefix (name, "profile."))
      g_assert_cmpint (g_remove (path), ==, 0);
  }
}

/**
 * fault_office_live:
 * @self: an office
 * @wish: what is to happen to whom
 *
 * Returns: how many were killed
 */
guint
fault_office_live (FaultOffice *self, const FaultWish *wish)
{
  const guint before = self->n_falls + self->places[0].n_deaths;

  if (wish->service != NULL)
    fault_office_close (self);
  if (self->world.process == NULL)
    start_service (self, wish->service);
  if (wish->is_fresh)
    remove_profile (&self->places[0]);
  self->is_afar = wish->terminals_are_afar;
  start_terminal (self, &self->places[0], "work", wish->terminal);
  for (guint i = 1; i < self->n_places; i++)
    start_terminal (self, &self->places[i], "work", NULL);
  come_to_rest (self, wish);
  stay (wish);
  if (wish->end != NULL)
    wish->end (wish->user_data);
  for (guint i = 0; i < self->n_places; i++)
    send_home (self, &self->places[i]);
  look_at_all (self, wish);
  if (wish->service != NULL)
    fault_office_close (self); /* what comes of it is seen the next time */

  return self->n_falls + self->places[0].n_deaths - before;
}

/**
 * fault_office_fill:
 * @self: an office
 * @n_places: how many terminals it has from now on
 */
void
fault_office_fill (FaultOffice *self, guint n_places)
{
  for (; self->n_places < n_places; self->n_places++)
    set_up_place (self, &self->places[self->n_places], self->n_places + 1);
}

static void
set_up (FaultOffice *self)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "programmes", FAULT_PROGRAMME ".json", NULL);

  world_set_up_ward (&self->world, self->groups, FAULT_WARD, path);
  self->address = world_find_address ();
  self->verdict = sim_verdict_new ();
  self->programme = fault_seat_load_programme ();
  self->judge = mado_judge_new (self->programme, NULL);
  fault_names_write (self->world.folder);
  configure (self, self->address, "127.0.0.1:8443", "127.0.0.1/32");
  start_service (self, NULL);
  fault_office_fill (self, FAULT_N_PLACES);
}

/**
 * fault_office_set_up:
 * @self: an office where nobody has worked
 */
void
fault_office_set_up (FaultOffice *self)
{
  self->groups = g_strdup ("[ward " FAULT_WARD "]\n");
  set_up (self);
  self->ward = g_strconcat ("sqlcipher:", self->world.folder, "/data/" FAULT_WARD ".ward", NULL);
}

/**
 * fault_office_set_up_on:
 * @self: an office where nobody has worked
 * @ward: how libpq gets to an empty database, where the ward is to lie, …
 * @office: … and to one for the office
 */
void
fault_office_set_up_on (FaultOffice *self, const char *ward, const char *office)
{
  self->groups = g_strdup_printf ("[ward " FAULT_WARD "]\nbackend=postgresql\nconnection=%s\n"
                                  "[office]\nbackend=postgresql\nconnection=%s\n",
                                  ward, office);
  set_up (self);
  self->ward = g_strconcat ("postgresql:", ward, NULL);
}

/**
 * fault_office_move:
 * @self: an office
 * @host: an address of this machine, or a name for it, where the service is found from now on
 * @net: who may come there, too
 */
void
fault_office_move (FaultOffice *self, const char *host, const char *net)
{
  const char *port = strchr (self->address, ':');
  g_autofree char *listen = g_strconcat ("0.0.0.0", port, NULL);
  g_autofree char *address = g_strconcat (host, port, NULL);
  g_autofree char *allow = g_strconcat ("127.0.0.1/32;", net, NULL);
  int status = -1;
  g_autofree char *said = NULL;

  fault_office_close (self);
  configure (self, listen, address, allow);
  said = world_ctl (&self->world, &status, "service", "renew", NULL);
  if (status != 0)
    g_error ("%s", said);
  g_set_str (&self->address, address);
  start_service (self, NULL);
}

/**
 * fault_office_tear_down:
 * @self: an office
 */
void
fault_office_tear_down (FaultOffice *self)
{
  for (guint i = 0; i < self->n_places; i++) {
    world_remove_folder (self->places[i].folder);
    g_free (self->places[i].account);
    g_free (self->places[i].folder);
    g_string_free (self->places[i].heard, TRUE);
    g_array_unref (self->places[i].reads);
  }
  if (self->is_put_back != world_has_said (&self->world, "was acknowledged, and the log ends with entry"))
    g_error ("the service says wrongly whether what it acknowledged is there: %s", self->world.said->str);
  sim_verdict_free (self->verdict);
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
  g_free (self->address);
  g_free (self->ward);
  g_free (self->groups);
  world_tear_down (&self->world, NULL);
}
