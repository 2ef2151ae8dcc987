/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every role, every operation, every item of the three programmes over the real line: what the policy allows is done,
 * nothing else, and nobody gets what his role does not see. What is well known stands here in words, too, so that a
 * programme that says something else is found. */

#include <string.h>

#include "mado-history.h"
#include "mado-kind.h"
#include "mado-service-papers.h"
#include "mado-ward-place.h"
#include "marked-case.h"
#include "policy-trials.h"
#include "programme-sample.h"
#include "service-world.h"

#define TERMINAL "t-policy"

static const char *const programmes[] = { "ninpu-r7", "babysitter-r7", "kosodate-oen-r7" };

/* A programme with its roles, its case of which every item has a mark, and one like it of a protected person. */
typedef struct {
  MadoProgramme *programme;
  MadoId open, protected;
  GPtrArray *trials; /* (element-type GPtrArray): of each role */
} Field;

typedef struct {
  World world;
  Field fields[G_N_ELEMENTS (programmes)];
  Papers papers;
  TlsClient *client;
} Office;

static const char *
get_role (const Field *field, guint i)
{
  return ((const MadoNamed *) mado_section_get (field->programme->roles, i))->id;
}

static char *
make_account (const char *role)
{
  return g_strconcat ("u-", role, NULL);
}

/* --- what is there before anybody comes -------------------------------------------------------------------------- */

static void
put (MadoBackend *backend, const MadoStreamStand *stand, MadoEntity *entity)
{
  const MadoStoredRow row = {
    .stream = stand->number, .seq = stand->head.seq, .id = mado_entity_get_id (entity), .entity = entity
  };

  g_assert_true (backend->type->put_entity (backend, &row, NULL));
}

static void
put_trials (MadoBackend *backend, const MadoStreamStand *stand, const GPtrArray *trials)
{
  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index (trials, i);

    if (trial->entity != NULL)
      put (backend, stand, trial->entity);
  }
}

static MadoId
put_marked_case (MadoBackend *backend, const MadoStreamStand *stand, const Field *field, gboolean is_protected)
{
  const MadoId id = policy_trial_draw_id ();
  g_autoptr (MadoEntity) marked = marked_case_make (field->programme, MARKED_EVERYWHERE, is_protected);
  g_autoptr (MadoEntity) entity = policy_trial_rename (marked, id);

  put (backend, stand, entity);

  return id;
}

static void
fill_field (MadoBackend *backend, const char *name, Field *field)
{
  g_autofree char *stream = g_strconcat ("shinjuku/", name, NULL);
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  MadoStreamStand stand;

  field->programme = programme_sample_load (file);
  field->trials = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_assert_true (backend->type->find_stream (backend, stream, &stand, NULL));
  field->open = put_marked_case (backend, &stand, field, FALSE);
  field->protected = put_marked_case (backend, &stand, field, TRUE);
  for (guint i = 0; i < mado_section_get_count (field->programme->roles); i++) {
    g_autofree char *account = make_account (get_role (field, i));
    GPtrArray *trials = policy_trials_new (field->programme, get_role (field, i), account);

    g_ptr_array_add (field->trials, trials);
    put_trials (backend, &stand, trials);
  }
}

/* Where the terminal looks for what it writes about. */
static void
fill_notes (Office *self)
{
  MadoBackend *backend = self->world.notes->backend;
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  MadoStreamStand stand;

  g_assert_true (backend->type->find_stream (backend, "shinjuku/ninpu-r7", &stand, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    for (guint role = 0; role < self->fields[i].trials->len; role++)
      put_trials (backend, &stand, g_ptr_array_index (self->fields[i].trials, role));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
fill_ward (Office *self)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (self->world.configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autoptr (MadoWardPlace) place =
      mado_ward_place_new (mado_service_settings_find_ward (settings, "shinjuku"), secret, NULL);
  g_autoptr (MadoBackend) backend = mado_ward_place_open (place, MADO_BACKEND_WRITE, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    fill_field (backend, programmes[i], &self->fields[i]);
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  world_set_up (&self->world, NULL);
  for (gsize i = 1; i < G_N_ELEMENTS (programmes); i++) {
    g_autofree char *file = g_strconcat (programmes[i], ".json", NULL);
    g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", file, NULL);
    int status = -1;
    g_autofree char *said = world_ctl (&self->world, &status, "service", "publish", path, "--actor", "s-01", NULL);

    g_assert_cmpint (status, ==, 0);
  }
  fill_ward (self);
  fill_notes (self);
  world_start (&self->world);
  world_enrol (&self->world, TERMINAL, &self->papers);
  self->client = world_connect (&self->world, &self->papers);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  tls_client_free (self->client);
  papers_clear (&self->papers);
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    mado_programme_unref (self->fields[i].programme);
    g_ptr_array_unref (self->fields[i].trials);
  }
  world_tear_down (&self->world, NULL);
}

/* --- over the line ----------------------------------------------------------------------------------------------- */

static TlsReply *
try_ask (Office *self, const Field *field, const char *role, const char *verb, GBytes *text)
{
  g_autofree char *target = g_strdup_printf ("/v1/s/shinjuku/%s/%s", field->programme->identity.id, verb);
  g_autofree char *token = g_strdup_printf ("u-%s:%s", role, role);
  TlsReply *reply = world_ask (self->client, token, "POST", target, text);

  g_assert_nonnull (reply);

  return reply;
}

static GBytes *
ask (Office *self, const Field *field, const char *role, const char *verb, GBytes *text)
{
  g_autoptr (TlsReply) reply = try_ask (self, field, role, verb, text);

  g_assert_cmpuint (reply->status, ==, 200);

  return g_bytes_ref (reply->body);
}

static MadoHelloReply
greet (Office *self, const Field *field, const char *role, MadoId device)
{
  const MadoHelloRequest request = { .device = device, .nonce = 1 };
  g_autoptr (GBytes) text = mado_hello_request_write (&request, NULL);
  g_autoptr (GBytes) answer = ask (self, field, role, "hello", text);
  MadoHelloReply reply;

  g_assert_true (mado_hello_reply_read (answer, &reply, NULL));

  return reply;
}

static MadoPushReply *
push (Office *self, const Field *field, const char *role, Terminal *terminal)
{
  g_autoptr (MadoPushRequest) request = terminal_ask_push (terminal, 1, (gint64) terminal->journal->len);
  g_autoptr (GBytes) text = mado_push_request_write (request, NULL);
  g_autoptr (GBytes) answer = ask (self, field, role, "push", text);
  MadoPushReply *reply = mado_push_reply_read (answer, NULL);

  g_assert_nonnull (reply);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, (gint64) terminal->journal->len);

  return reply;
}

/* All of a role's trials in one request; offered again, the service says what came of each. */
static MadoPushReply *
try_all (Office *self, const Field *field, guint role)
{
  const GPtrArray *trials = g_ptr_array_index (field->trials, role);
  const WardStream *stream = g_ptr_array_index (self->world.notes->streams, 0);
  g_autofree char *account = make_account (get_role (field, role));
  g_autoptr (Terminal) terminal = terminal_new (self->world.notes, stream->stream, account, get_role (field, role));
  MadoPushReply *reply;

  g_free ((char *) terminal->caller.terminal);
  terminal->caller.terminal = g_strdup (TERMINAL);
  terminal->epoch = greet (self, field, get_role (field, role), terminal->device).epoch;
  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index (trials, i);

    terminal_do (terminal, trial->id, trial->kind, "%s", trial->body);
  }
  mado_push_reply_free (push (self, field, get_role (field, role), terminal));
  reply = push (self, field, get_role (field, role), terminal);
  g_assert_cmpuint (reply->known->len, ==, trials->len);

  return reply;
}

/* --- what is done ------------------------------------------------------------------------------------------------ */

static gboolean
is_done (const MadoKnownOperation *known)
{
  return known->outcome == MADO_OUTCOME_APPLIED || known->outcome == MADO_OUTCOME_CONVERGED;
}

static gboolean
is_as_wished (const Trial *trial, const MadoKnownOperation *known)
{
  const gboolean is_for_role = g_strcmp0 (known->code, "E_ROLE") == 0;

  switch (trial->wish) {
  case TRIAL_DONE:
    return is_done (known);
  case TRIAL_ALLOWED:
    return !is_for_role && known->outcome != MADO_OUTCOME_QUARANTINED;
  case TRIAL_FORBIDDEN:
    return known->outcome == MADO_OUTCOME_REFUSED && is_for_role;
  case TRIAL_NOBODYS:
    return known->outcome == MADO_OUTCOME_REFUSED;
  }

  g_return_val_if_reached (FALSE);
}

static void
check_role (const Field *field, guint role, const MadoPushReply *reply, GString *faults)
{
  const GPtrArray *trials = g_ptr_array_index (field->trials, role);

  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index (trials, i);
    const MadoKnownOperation *known = &g_array_index (reply->known, MadoKnownOperation, i);

    if (!is_as_wished (trial, known))
      g_string_append_printf (faults, "%s: %s tried %s: %s %s\n", field->programme->identity.id, get_role (field, role),
                              trial->name, mado_outcome_kind_get_name (known->outcome),
                              known->code != NULL ? known->code : "");
  }
}

static void
test_exactly_the_policy_is_allowed (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) faults = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    const Field *field = &self->fields[i];

    for (guint role = 0; role < field->trials->len; role++) {
      g_autoptr (MadoPushReply) reply = try_all (self, field, role);

      check_role (field, role, reply, faults);
    }
  }
  g_assert_cmpstr (faults->str, ==, "");
}

static guint
find_role (const Field *field, const char *role)
{
  for (guint i = 0; i < field->trials->len; i++)
    if (strcmp (get_role (field, i), role) == 0)
      return i;
  g_assert_not_reached ();
}

/* What the service does for him, of the case and of all else, or would do if more than his role were right. */
static char *
list_allowed (Office *self, const Field *field, const char *role)
{
  const guint number = find_role (field, role);
  const GPtrArray *trials = g_ptr_array_index (field->trials, number);
  g_autoptr (MadoPushReply) reply = try_all (self, field, number);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < trials->len; i++) {
    const Trial *trial = g_ptr_array_index (trials, i);
    const MadoKnownOperation *known = &g_array_index (reply->known, MadoKnownOperation, i);

    if (g_strcmp0 (known->code, "E_ROLE") != 0 && trial->wish != TRIAL_NOBODYS)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", trial->name);
  }

  return g_string_free_and_steal (g_steal_pointer (&names));
}

#define RECEIVES                                                                                                       \
  "handover.receive, handover.store, handover.return, handover.erase, handover.count, handover.print, "                \
  "handover.enclose, handover.deliver, handover.post, handover.hold, handover.release, handover.attach, "              \
  "handover.correct"
#define OVERSEES "erasure.approve, preservation.begin, preservation.lift"
#define PEOPLE "person.register, person.change, person.train, person.report, person.change_key, person.end"
#define NOTICES                                                                                                        \
  "notice.make, notice.send, notice.deliver, notice.acknowledge, notice.return, notice.close, notice.join, "           \
  "notice.spoil, notice.reprint, notice.withdraw, notice.enclose, run.make, run.freeze, run.reopen, run.approve, "     \
  "run.print, run.dispatch, series.open, wording.write, wording.approve, wording.retire"

/* From the papers of the committee, whatever a programme's file says. Of a case the ward writes comments alone; whoever
 * keeps the machines touches none; who types accounts types nothing else, and may attach what they are read off. */
static const struct {
  guint programme;
  const char *role, *allowed;
} known_rights[] = {
  { 0, "ward", "case.note ward_comment, inquiry.reply, " OVERSEES ", incident.report, " RECEIVES },
  { 0, "admin", PEOPLE ", incident.report" },
  { 1, "admin", PEOPLE ", incident.report" },
  { 2, "admin", PEOPLE ", incident.report" },
  { 0, "account_1", "case.attach account, case.cover account, case.enter_account account, incident.report" },
  { 0, "print",
    "case.move guide, case.move confirm, case.move notify, case.move mail_returned, " NOTICES ", incident.report" },
  { 1, "examiner", "case.move send_back, case.move examine, inquiry.reply, " OVERSEES ", incident.report, " RECEIVES },
  { 2, "system", "incident.report, incident.tell, incident.measure, incident.close, incident.reopen" },
};

static void
test_what_everybody_knows_of_the_roles (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_rights); i++) {
    g_autofree char *allowed = list_allowed (self, &self->fields[known_rights[i].programme], known_rights[i].role);

    g_assert_cmpstr (allowed, ==, known_rights[i].allowed);
  }
}

/* A new act is to be tried by everybody, too. */
static void
test_no_act_is_left_out (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const kinds[] = { "batch",    "case",    "earlier_payment", "erasure", "handover",
                                       "incident", "inquiry", "notice",          "person",  "preservation",
                                       "recovery", "run",     "saying",          "series",  "wording" };
  g_autoptr (GHashTable) tried = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    const GPtrArray *trials = g_ptr_array_index (self->fields[i].trials, 0);

    for (guint j = 0; j < trials->len; j++)
      g_hash_table_add (tried, ((const Trial *) g_ptr_array_index (trials, j))->kind);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const MadoKind *kind = mado_kinds_find (kinds[i]);

    g_assert_nonnull (kind);
    for (const MadoAct *act = kind->acts; act->name != NULL; act++)
      if (!g_hash_table_contains (tried, act->name))
        g_error ("nobody tried %s", act->name);
  }
}

/* --- what is seen ------------------------------------------------------------------------------------------------ */

/* Everything that comes over the line to somebody who asks for all that there is. */
static char *
read_everything (Office *self, const Field *field, const char *role)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *place = g_strdup ("");

  while (place != NULL) {
    const MadoRowsRequest request = { .nonce = 1, .place = place };
    g_autoptr (GBytes) text = mado_rows_request_write (&request, NULL);
    g_autoptr (GBytes) answer = ask (self, field, role, "rows", text);
    g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (answer, NULL);

    for (guint i = 0; i < reply->rows->len; i++) {
      const MadoServiceRow *row = &g_array_index (reply->rows, MadoServiceRow, i);
      const gboolean is_marked = mado_id_compare (row->id, field->open) == 0;
      GBytes *entity = row->entity != NULL ? mado_entity_get_text (row->entity) : NULL;

      if (entity != NULL && (is_marked || mado_id_compare (row->id, field->protected) == 0))
        g_string_append_printf (all, "%s %.*s\n", is_marked ? "open:" : "protected:", (int) g_bytes_get_size (entity),
                                (const char *) g_bytes_get_data (entity, NULL));
    }
    g_set_str (&place, reply->place);
  }

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static gboolean
has_mark (const char *text, const MadoItem *item)
{
  g_autofree char *mark = g_strdup_printf ("<%s>", item->id);

  return text != NULL && strstr (text, mark) != NULL;
}

static void
check_sight (const Field *field, const char *role, const char *text)
{
  const gboolean may_protect = mado_programme_has_duty (field->programme, "protection", role);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *open = NULL, *protected = NULL;

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "open:"))
      open = *line;
    else if (g_str_has_prefix (*line, "protected:"))
  protected = *line;
  for (guint i = 0; i < mado_section_get_count (field->programme->items); i++) {
    const MadoItem *item = mado_section_get (field->programme->items, i);
    const gboolean sees = mado_names_contain (item->see, role) && !mado_names_contain (item->mask_roles, role);

    if (has_mark (open, item) != sees ||
        has_mark (protected, item) != (sees && (may_protect || !mado_item_tells_whereabouts (item))))
      g_error ("%s: %s does not see of %s what the programme says", field->programme->identity.id, role, item->id);
  }
}

static void
test_exactly_the_policy_is_seen (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++)
    for (guint role = 0; role < self->fields[i].trials->len; role++) {
      g_autofree char *text = read_everything (self, &self->fields[i], get_role (&self->fields[i], role));

      check_sight (&self->fields[i], get_role (&self->fields[i], role), text);
    }
}

/* Of the application alone, which nobody protects. */
static const struct {
  guint programme;
  const char *role, *seen;
} known_sights[] = {
  { 0, "admin", "" },
  { 1, "admin", "" },
  { 2, "admin", "" },
  { 0, "account_1", "control_no account received_on" },
  { 0, "print", "postal_code address name control_no amount transfer_date received_on returned_mail status" },
  { 1, "print", "name address receipt_no received_on amount decided_on status" },
  { 2, "system", "" },
  { 2, "print", "name address cert_no" },
};

static void
test_what_everybody_knows_of_their_sight (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_sights); i++) {
    const Field *field = &self->fields[known_sights[i].programme];
    g_autofree char *text = read_everything (self, field, known_sights[i].role);
    g_autoptr (GString) seen = g_string_new (NULL);

    for (guint j = 0; j < mado_section_get_count (field->programme->items); j++) {
      const MadoItem *item = mado_section_get (field->programme->items, j);

      if (has_mark (text, item))
        g_string_append_printf (seen, "%s%s", seen->len > 0 ? " " : "", item->id);
    }
    g_assert_cmpstr (seen->str, ==, known_sights[i].seen);
  }
}

/* Neither by the roles that keep the machines running, nor by being an administrator of accounts. */
static void
test_an_administrator_sees_no_personal_data (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  static const struct {
    guint programme;
    const char *token;
  } administrators[] = {
    { 0, "s-01:admin" }, { 0, "!s-01:admin" }, { 0, "!s-01:" }, { 2, "s-01:system" }, { 2, "!s-01:system" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (administrators); i++) {
    const Field *field = &self->fields[administrators[i].programme];
    const MadoRowsRequest rows = { .nonce = 1, .place = (char *) "" };
    const MadoHistoryRequest history = { .entity = field->open };
    g_autofree char *base = g_strdup_printf ("/v1/s/shinjuku/%s/", field->programme->identity.id);
    g_autofree char *rows_target = g_strconcat (base, "rows", NULL);
    g_autofree char *history_target = g_strconcat (base, "history", NULL);
    g_autoptr (GBytes) rows_text = mado_rows_request_write (&rows, NULL);
    g_autoptr (GBytes) history_text = mado_history_request_write (&history, NULL);
    g_autoptr (TlsReply) answer = world_ask (self->client, administrators[i].token, "POST", rows_target, rows_text);
    g_autoptr (TlsReply) none = world_ask (self->client, administrators[i].token, "POST", history_target, history_text);
    g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (answer->body, NULL);

    g_assert_cmpuint (none->status, ==, 404);
    for (guint j = 0; j < reply->rows->len; j++) {
      const MadoServiceRow *row = &g_array_index (reply->rows, MadoServiceRow, j);

      g_assert_true (row->entity == NULL || strcmp (mado_entity_get_kind (row->entity), "case") != 0);
    }
  }
}

#define add(name, function) g_test_add ("/service-policy/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("exactly-the-policy-is-allowed", test_exactly_the_policy_is_allowed);
  add ("what-everybody-knows-of-the-roles", test_what_everybody_knows_of_the_roles);
  add ("no-act-is-left-out", test_no_act_is_left_out);
  add ("exactly-the-policy-is-seen", test_exactly_the_policy_is_seen);
  add ("what-everybody-knows-of-their-sight", test_what_everybody_knows_of_their_sight);
  add ("an-administrator-sees-no-personal-data", test_an_administrator_sees_no_personal_data);

  return g_test_run ();
}
