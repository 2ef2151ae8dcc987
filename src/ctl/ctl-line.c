/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the program does while somebody is signed in, for verbs. */

#include "ctl-line.h"

#include <string.h>

#include "ctl-profile.h"
#include "mado-ending.h"
#include "mado-hex.h"
#include "mado-lease-file.h"
#include "mado-programme-file.h"
#include "mado-share-file.h"

#define PATIENCE 60 /* seconds, unless told otherwise */
#define MOST_PATIENCE (24 * 60 * 60)

/**
 * mado_ctl_line_clear:
 * @self: a line; who signed in has left then
 */
void
mado_ctl_line_clear (MadoCtlLine *self)
{
  if (self->desk != NULL)
    mado_desk_close (self->desk);
  g_clear_object (&self->desk);
  if (self->door.token != NULL)
    mado_ctl_door_leave (&self->door);
  g_clear_pointer (&self->roles, g_strfreev);
  g_clear_pointer (&self->path, g_free);
  mado_ctl_door_clear (&self->door);
}

/**
 * mado_ctl_line_name:
 * @self: an empty line
 * @file: a profile of a terminal, with or without the ending of one of its files
 * @error: that it is called otherwise, or that the terminal has no papers
 *
 * Returns: whether the service can be asked
 */
gboolean
mado_ctl_line_name (MadoCtlLine *self, const char *file, GError **error)
{
  g_autofree char *name = NULL, *folder = NULL;
  const char *dot;

  self->path = mado_ctl_name_profile (file);
  folder = g_path_get_dirname (self->path);
  name = g_path_get_basename (self->path);
  dot = strrchr (name, '.');
  if (dot == NULL || dot == name || dot[1] == '\0') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         "a profile of a terminal is called ACCOUNT.PROGRAMME");
    return FALSE;
  }
  self->door.account = g_strndup (name, (gsize) (dot - name));
  self->programme = g_intern_string (dot + 1);

  return mado_ctl_door_employ (&self->door, folder, error);
}

/* --- coming in ---------------------------------------------------------------------------------------------------- */

static GStrv
list_roles (const GPtrArray *grants, const char *programme)
{
  g_autoptr (GStrvBuilder) roles = g_strv_builder_new ();

  for (guint i = 0; grants != NULL && i < grants->len; i++) {
    const MadoGrant *grant = g_ptr_array_index (grants, i);

    if (strcmp (grant->programme, programme) == 0)
      g_strv_builder_add (roles, grant->role);
  }

  return g_strv_builder_end (roles);
}

static gboolean
sign_in (MadoCtlLine *self, MadoCtlCall *call, GError **error)
{
  g_autoptr (MadoProgramme) programme = mado_programme_file_find (self->programme, error);

  if (programme == NULL)
    return FALSE;
  self->door.ward = g_strdup (programme->identity.ward);
  self->door.password = mado_ctl_read_password (call, error);
  if (self->door.password == NULL || !mado_ctl_door_sign_in (&self->door, call, error))
    return FALSE;
  self->roles = list_roles (self->door.grants, self->programme);
  if (!self->door.must_change && *self->roles != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       self->door.must_change ? "the password has to be changed first: madoguchi-ctl account password"
                                              : "this account has no role in the programme");

  return FALSE;
}

/* --- the profile -------------------------------------------------------------------------------------------------- */

/* What the service lends for it. */
typedef struct {
  MadoSecret *terminal;
  MadoSecret *lent;
  MadoSecret *recovery; /* (nullable) */
  MadoLeaseTerm term;
} Shares;

static void
clear_shares (Shares *self)
{
  g_clear_pointer (&self->terminal, mado_secret_free);
  g_clear_pointer (&self->lent, mado_secret_free);
  g_clear_pointer (&self->recovery, mado_secret_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shares, clear_shares)

static gboolean
read_share (const char *hex, MadoSecret **out_share, GError **error)
{
  *out_share = mado_secret_new (MADO_KEY_SHARE_SIZE);

  return mado_hex_to_bytes (hex != NULL ? hex : "", mado_secret_get_bytes (*out_share), MADO_KEY_SHARE_SIZE, error);
}

static gboolean
borrow (const MadoCtlLine *self, gboolean is_recovery, Shares *out_shares, GError **error)
{
  const MadoAccessRequest request = { .programme = (char *) self->programme, .is_recovery = is_recovery };
  g_auto (MadoAccessReply) reply = { 0 };

  if (!mado_ctl_door_say (&self->door, "share", &request, &reply, error))
    return FALSE;
  out_shares->term = (MadoLeaseTerm) { reply.until, reply.lease_days };

  return read_share (reply.lent, &out_shares->lent, error) &&
         (!is_recovery || read_share (reply.recovery, &out_shares->recovery, error));
}

static gboolean
load_terminal_share (const MadoCtlLine *self, Shares *shares, GError **error)
{
  g_autofree char *path = g_build_filename (self->door.folder, MADO_SHARE_FILE_NAME, NULL);

  shares->terminal = mado_share_file_load (path, error);

  return shares->terminal != NULL;
}

static MadoProgramme *
find_programme (G_GNUC_UNUSED gpointer user_data, const char *programme, GError **error)
{
  return mado_programme_file_find (programme, error);
}

static MadoDeskOpening
plan_opening (const MadoCtlLine *self, const Shares *shares)
{
  return (MadoDeskOpening) {
    .place = { .path = self->path },
    .shares = { self->door.password, shares->terminal, shares->lent },
    .person = { self->door.account, (const char *const *) self->roles },
    .terminal = mado_papers_get_terminal (self->door.papers),
    .find_programme = find_programme,
  };
}

static MadoDesk *
make_desk (const MadoCtlLine *self, MadoDeskOpening *opening, const Shares *shares, GError **error)
{
  const MadoArgon2idCost *cost = mado_key_file_get_default_cost ();
  g_autoptr (MadoDesk) desk = NULL;

  opening->profile = (MadoProfile) { mado_id_draw (), self->door.ward, self->programme, mado_id_draw () };
  desk = mado_desk_create (opening, cost, error);

  return desk != NULL && mado_profile_prepare_recovery (self->path, mado_desk_get_profile (desk)->id, &opening->shares,
                                                        shares->recovery, cost, error)
             ? g_steal_pointer (&desk)
             : NULL;
}

static gboolean
open_desk (MadoCtlLine *self, GError **error)
{
  g_autofree char *key = g_strconcat (self->path, ".key", NULL);
  const gboolean is_first = !g_file_test (key, G_FILE_TEST_EXISTS);
  g_auto (Shares) shares = { 0 };
  MadoDeskOpening opening;

  if (!load_terminal_share (self, &shares, error) || !borrow (self, is_first, &shares, error))
    return FALSE;
  opening = plan_opening (self, &shares);
  self->desk = is_first ? make_desk (self, &opening, &shares, error) : mado_desk_open (&opening, error);

  return self->desk != NULL &&
         mado_profile_take_lease (self->path, mado_desk_get_profile (self->desk)->id, &opening.shares, &shares.term,
                                  mado_key_file_get_default_cost (), error);
}

static gboolean
read_patience (MadoCtlLine *self, const MadoCtlCall *call, GError **error)
{
  const char *text = mado_ctl_get_option (call, "wait");
  guint64 patience = PATIENCE;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, MOST_PATIENCE, &patience, error))
    return FALSE;
  self->patience = (guint) patience;

  return TRUE;
}

/**
 * mado_ctl_line_begin:
 * @self: an empty line
 * @call: a call of a verb with %MADO_CTL_LINE_OPTIONS, whose first argument is a profile
 * @out_status: (out): where it returns %FALSE: the status
 *
 * Returns: whether somebody is signed in, and the profile is open; else the answer says why not
 */
gboolean
mado_ctl_line_begin (MadoCtlLine *self, MadoCtlCall *call, MadoCtlStatus *out_status)
{
  g_autoptr (GError) error = NULL;

  if (!read_patience (self, call, NULL)) {
    *out_status = mado_ctl_wrong_usage (call, "--wait takes seconds, from 1 to %d", MOST_PATIENCE);
    return FALSE;
  }
  (void) mado_ctl_line_name (self, mado_ctl_get_argument (call, 0), &error); /* ignored: the error says so */
  if (self->door.folder != NULL && mado_ending_is_due (self->door.folder)) {
    *out_status = mado_ctl_refuse (call, "the terminal was revoked: let it come to its end with 'sync end'");
    return FALSE;
  }
  if (error == NULL && sign_in (self, call, &error) && open_desk (self, &error))
    return TRUE;
  *out_status = mado_ctl_door_refuse (call, error);

  return FALSE;
}

/* --- the exchange ------------------------------------------------------------------------------------------------- */

static MadoCtlStanding
look (MadoSync *sync)
{
  MadoCtlStanding standing = { 0 };

  g_object_get (sync, "state", &standing.state, "obstacle", &standing.obstacle, "unsent", &standing.n_unsent,
                "papers-unsent", &standing.n_papers_unsent, "position", &standing.position, "behind", &standing.behind,
                NULL);

  return standing;
}

static gboolean
is_done (const MadoCtlStanding *standing)
{
  return standing->state == MADO_LINE_CURRENT && standing->n_unsent == 0 && standing->n_papers_unsent == 0 &&
         standing->behind == 0;
}

/* What does not get better by waiting. */
static gboolean
is_hopeless (const MadoCtlStanding *standing)
{
  return standing->state == MADO_LINE_OUTDATED ||
         (standing->state == MADO_LINE_LOCKED_OUT && standing->obstacle != MADO_OBSTACLE_SIGN_IN) ||
         standing->obstacle == MADO_OBSTACLE_STRANGER;
}

static gboolean
run_out_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * mado_ctl_line_exchange:
 * @self: a line
 * @out_standing: (out): how far it came
 *
 * What was done at the profile goes to the service, and what others did comes from there.
 *
 * Returns: whether nothing is left to be exchanged
 */
gboolean
mado_ctl_line_exchange (MadoCtlLine *self, MadoCtlStanding *out_standing)
{
  g_autoptr (MadoSync) sync = mado_sync_new (self->desk, self->door.courier);
  gboolean is_over = FALSE;
  const guint alarm = g_timeout_add_seconds (self->patience, run_out_cb, &is_over);

  mado_sync_sign_in (sync, self->door.token);
  do {
    g_main_context_iteration (NULL, TRUE);
    *out_standing = look (sync);
  } while (!is_over && !is_done (out_standing) && !is_hopeless (out_standing));
  if (!is_over)
    g_source_remove (alarm);
  mado_sync_stop (sync);

  return is_done (out_standing);
}

/**
 * mado_ctl_line_answer:
 * @call: a call
 * @standing: how far an exchange came
 */
void
mado_ctl_line_answer (MadoCtlCall *call, const MadoCtlStanding *standing)
{
  static const char *const states[] = {
    [MADO_LINE_OFFLINE] = "offline",         [MADO_LINE_GREETING] = "greeting",     [MADO_LINE_LOADING] = "loading",
    [MADO_LINE_CATCHING_UP] = "catching-up", [MADO_LINE_CURRENT] = "current",       [MADO_LINE_APART] = "apart",
    [MADO_LINE_OUTDATED] = "outdated",       [MADO_LINE_LOCKED_OUT] = "locked-out",
  };

  mado_ctl_answer_string (call, "state", states[standing->state]);
  mado_ctl_answer_string (call, "obstacle", mado_obstacle_get_name (standing->obstacle));
  mado_ctl_answer_number (call, "unsent", standing->n_unsent);
  mado_ctl_answer_number (call, "papers_unsent", standing->n_papers_unsent);
  mado_ctl_answer_number (call, "position", standing->position);
  mado_ctl_answer_number (call, "behind", standing->behind);
}
