/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked without a session, by the certificate alone. What changes the register is a turn of the office's
 * writer; after it one of its readers has the wall's copy follow, and then the answer goes: whoever has it can come in.
 */

#include "mado-terminal-desk.h"

#include <string.h>

#include "mado-access-reply.h"
#include "mado-invitation.h"
#include "mado-order.h"
#include "mado-terminal-roll.h"

#define LIST_AT_ONCE 8
#define CERTIFICATE_DAYS 800 /* of a terminal: renewed well within */
#define INVITATION_DAYS 7
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

struct _MadoTerminalDesk {
  MadoWard *office;
  const MadoAuthority *authority;
  char *seal_to;
  char *address; /* (nullable): where terminals find the service */
  MadoTerminalRegister *terminals;
  MadoChanceAndTime means;
  MadoFarewell farewell; /* (nullable) */
  gpointer farewell_data;
};

/* A call on its way through the office. */
typedef struct {
  MadoTerminalDesk *desk;
  MadoHttpCall *call; /* (nullable): nobody asked */
  GBytes *answer;     /* (nullable) */
  gboolean is_refused;
  MadoRebuff rebuff;
  GPtrArray *departures; /* (element-type MadoDeparture): that the wall's copy heard of on its way */

  /* of an administrator: */
  char *terminal;
  char *site;
  gboolean is_lost;
} Paper;

/**
 * mado_terminal_desk_new:
 * @office: what the service keeps for itself; outlives the desk, as all that follows
 * @authority: who certifies, and signs orders
 * @seal_to: to which key what was not sent is sealed
 * @terminals: the register
 * @means: time and chance
 *
 * Returns: (transfer full): the desk
 */
MadoTerminalDesk *
mado_terminal_desk_new (MadoWard *office,
                        const MadoAuthority *authority,
                        const char *seal_to,
                        MadoTerminalRegister *terminals,
                        const MadoChanceAndTime *means)
{
  MadoTerminalDesk *self = g_new0 (MadoTerminalDesk, 1);

  self->office = office;
  self->authority = authority;
  self->seal_to = g_strdup (seal_to);
  self->terminals = terminals;
  self->means = *means;

  return self;
}

/**
 * mado_terminal_desk_free:
 * @self: (transfer full): a desk that nothing comes to any more, and whose office is closed
 */
void
mado_terminal_desk_free (MadoTerminalDesk *self)
{
  g_free (self->seal_to);
  g_free (self->address);
  g_free (self);
}

/**
 * mado_terminal_desk_set_address:
 * @self: a desk that nobody came to yet
 * @address: where terminals find the service
 */
void
mado_terminal_desk_set_address (MadoTerminalDesk *self, const char *address)
{
  g_set_str (&self->address, address);
}

/**
 * mado_terminal_desk_set_farewell:
 * @self: a desk that nobody came to yet
 * @farewell: hears of terminals that work no more
 * @data: for it
 */
void
mado_terminal_desk_set_farewell (MadoTerminalDesk *self, MadoFarewell farewell, gpointer data)
{
  self->farewell = farewell;
  self->farewell_data = data;
}

static MadoInstant
get_now (const MadoTerminalDesk *self)
{
  return self->means.get_now (self->means.user_data);
}

static Paper *
make_paper (MadoTerminalDesk *self, MadoHttpCall *call)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->desk = self;
  paper->call = call;
  paper->departures = mado_departures_new ();

  return paper;
}

/* Also before another run, where the turn of the first one failed. */
static void
forget_answer (Paper *self)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->is_refused = FALSE;
}

static void
free_paper (Paper *self)
{
  forget_answer (self);
  g_ptr_array_unref (self->departures);
  g_free (self->terminal);
  g_free (self->site);
  g_free (self);
}

static gboolean
refuse (Paper *self, MadoRebuff rebuff)
{
  self->is_refused = TRUE;
  self->rebuff = rebuff;

  return TRUE;
}

static void
finish_paper (gpointer data, const GError *error)
{
  Paper *self = data;

  if (error != NULL)
    mado_http_call_fail (self->call, error);
  else if (self->is_refused)
    mado_http_call_refuse (self->call, self->rebuff);
  else
    mado_http_call_answer_text (self->call, self->answer);
  free_paper (self);
}

/* --- the wall's copy of the register ----------------------------------------------------------------------------- */

/* In a second turn, after one that failed, the list is what it was: what was heard is heard once. */
static gboolean
run_follow (gpointer data, MadoWardRoom *room, GError **error)
{
  const Paper *self = data;

  return mado_terminal_register_follow (self->desk->terminals, mado_ward_room_get_backend (room), self->departures,
                                        error);
}

static void
say_farewell (const Paper *self)
{
  if (self->departures->len > 0 && self->desk->farewell != NULL)
    self->desk->farewell (self->desk->farewell_data, self->departures);
}

static void
finish_look (gpointer data, const GError *error)
{
  say_farewell (data);
  if (error != NULL)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "register", "MESSAGE",
                      "cannot read the register of terminals: %s", error->message);
  free_paper (data);
}

/**
 * mado_terminal_desk_look_around:
 * @self: a desk
 *
 * Has the wall hear of what others wrote in the office: a terminal that was revoked, another that was invited.
 */
void
mado_terminal_desk_look_around (MadoTerminalDesk *self)
{
  static const MadoWardWork look = { run_follow, finish_look };

  mado_ward_readers_submit (self->office->readers, &look, make_paper (self, NULL));
}

static void
finish_follow (gpointer data, const GError *error)
{
  say_farewell (data);
  finish_paper (data, error);
}

/* The register has changed: the wall hears of it, then whoever asked. */
static void
finish_change (gpointer data, const GError *error)
{
  static const MadoWardWork follow = { run_follow, finish_follow };
  Paper *self = data;

  if (error != NULL)
    finish_paper (self, error);
  else
    mado_ward_readers_submit (self->desk->office->readers, &follow, self);
}

/* --- enrolment --------------------------------------------------------------------------------------------------- */

static gboolean
run_enrol (gpointer data, MadoWardRoom *room, GError **error)
{
  Paper *self = data;
  g_auto (MadoEnrolmentRequest) request = { 0 };
  g_auto (MadoEnrolmentReply) reply = { 0 };
  MadoInvitationVerdict verdict;
  MadoInvitationAnswer answer = {
    .serial = mado_http_call_get_certificate (self->call)->serial,
    .request = &request,
    .now = get_now (self->desk),
  };

  forget_answer (self);
  if (!mado_enrolment_request_read (mado_http_call_get_body (self->call), &request, NULL))
    return refuse (self, MADO_REBUFF_BODY);
  answer.until.microseconds = answer.now.microseconds + CERTIFICATE_DAYS * DAY;
  if (!mado_invitation_redeem (mado_ward_room_get_backend (room), self->desk->authority, &answer, &verdict, &reply,
                               error))
    return FALSE;
  if (verdict != MADO_INVITATION_TAKEN)
    return refuse (self, verdict == MADO_INVITATION_WRONG_CODE ? MADO_REBUFF_CODE : MADO_REBUFF_BODY);
  self->answer = mado_enrolment_reply_write (&reply, error);

  return self->answer != NULL;
}

/**
 * mado_terminal_desk_enrol:
 * @self: a desk
 * @call: (transfer full): of a terminal with an invitation (mado-enrolment.h)
 */
void
mado_terminal_desk_enrol (MadoTerminalDesk *self, MadoHttpCall *call)
{
  static const MadoWardWork enrol = { run_enrol, finish_change };

  mado_ward_writer_submit (self->office->writer, &enrol, make_paper (self, call));
}

/* --- the end of a terminal --------------------------------------------------------------------------------------- */

static gboolean
has_room (MadoBackend *backend, const char *prefix, gboolean *out_has_room, GError **error)
{
  g_autofree char *after = g_strdup (prefix);
  guint count = 0, n_found;

  do { /* a few at a time: they are large */
    g_autoptr (GPtrArray) keys = NULL, values = NULL;

    if (!backend->type->list_records (backend, MADO_UNSENT_SHELF, after, LIST_AT_ONCE, &keys, &values, error))
      return FALSE;
    for (n_found = 0; n_found < keys->len && g_str_has_prefix (g_ptr_array_index (keys, n_found), prefix); n_found++)
      g_set_str (&after, g_ptr_array_index (keys, n_found));
    count += n_found;
  } while (n_found == LIST_AT_ONCE && count < MADO_UNSENT_MAX_COUNT);
  *out_has_room = count < MADO_UNSENT_MAX_COUNT;

  return TRUE;
}

/* By certificate and content: the same upload again, because the answer did not come, takes no more room. */
static gboolean
run_keep_unsent (gpointer data, MadoWardRoom *room, GError **error)
{
  Paper *self = data;
  MadoBackend *backend = mado_ward_room_get_backend (room);
  GBytes *body = mado_http_call_get_body (self->call);
  const MadoHash hash = mado_hash_of (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autofree char *hex = mado_hash_to_hex (&hash);
  g_autofree char *prefix = g_strconcat (mado_http_call_get_certificate (self->call)->serial, "/", NULL);
  g_autofree char *key = g_strconcat (prefix, hex, NULL);
  g_autoptr (GBytes) there = NULL;
  gboolean is_room = FALSE;

  forget_answer (self);
  if (g_bytes_get_size (body) == 0)
    return refuse (self, MADO_REBUFF_BODY);
  if (!backend->type->find_record (backend, MADO_UNSENT_SHELF, key, &there, error))
    return FALSE;
  if (there != NULL)
    return TRUE;
  if (!has_room (backend, prefix, &is_room, error))
    return FALSE;

  return is_room ? backend->type->put_record (backend, MADO_UNSENT_SHELF, key, body, error)
                 : refuse (self, MADO_REBUFF_SIZE);
}

/**
 * mado_terminal_desk_keep_unsent:
 * @self: a desk
 * @call: (transfer full): with what a terminal sealed before its end; nobody here can read it
 */
void
mado_terminal_desk_keep_unsent (MadoTerminalDesk *self, MadoHttpCall *call)
{
  static const MadoWardWork keep = { run_keep_unsent, finish_paper };

  mado_ward_writer_submit (self->office->writer, &keep, make_paper (self, call));
}

static GBytes *
write_signed (const MadoTerminalDesk *self, const MadoOrder *order, GError **error)
{
  g_autoptr (GBytes) statement = mado_order_write_statement (order, error);
  g_autofree char *signature = statement != NULL ? mado_authority_sign (self->authority, statement, error) : NULL;
  MadoOrder signed_order = *order;

  signed_order.signature = signature;

  return signature != NULL ? mado_order_write (&signed_order, error) : NULL;
}

/**
 * mado_terminal_desk_tell_order:
 * @self: a desk
 * @call: (transfer full): of a terminal that asks what it is to do: to work, or to hand in what it has and wipe itself
 */
void
mado_terminal_desk_tell_order (MadoTerminalDesk *self, MadoHttpCall *call)
{
  const MadoOrder order = {
    .terminal = (char *) mado_http_call_get_terminal (call),
    .kind = mado_http_call_get_standing (call) == MADO_STANDING_REVOKED ? MADO_ORDER_WIPE : MADO_ORDER_WORK,
    .now = get_now (self),
    .seal_to = self->seal_to,
    .signature = (char *) "",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = write_signed (self, &order, &error);

  if (answer != NULL)
    mado_http_call_answer_text (call, answer);
  else
    mado_http_call_fail (call, error);
}

/**
 * mado_terminal_desk_note_software:
 * @self: a desk
 * @call: of a terminal at which somebody signs in
 * @release: of its program, as it says
 * @system: what that runs on, as it says
 */
void
mado_terminal_desk_note_software (MadoTerminalDesk *self, MadoHttpCall *call, const char *release, const char *system)
{
  mado_terminal_register_note_software (self->terminals, mado_http_call_get_terminal (call), release, system);
}

/* --- what administrators want ------------------------------------------------------------------------------------- */

static gboolean
write_reply (Paper *self, const MadoAccessReply *reply, GError **error)
{
  self->answer = mado_access_reply_write (reply, error);

  return self->answer != NULL;
}

static gboolean
fill_invitation (const Paper *self, MadoEnrolmentFile *file, char *code, MadoAccessReply *out_reply, GError **error)
{
  const MadoHash hash = mado_authority_get_fingerprint (self->desk->authority);
  g_autoptr (GBytes) text = mado_enrolment_file_write (file, error);

  *out_reply = (MadoAccessReply) { .verdict = MADO_ACCESS_DONE, .code = code };
  if (text == NULL)
    return FALSE;
  out_reply->file = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  out_reply->fingerprint = mado_hash_to_hex (&hash);

  return TRUE;
}

static gboolean
run_invite (gpointer data, MadoWardRoom *room, GError **error)
{
  Paper *self = data;
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_auto (MadoAccessReply) reply = { 0 };
  MadoInvitationOrder order = {
    .terminal = self->terminal, .site = self->site, .address = self->desk->address, .now = get_now (self->desk)
  };
  char *code = NULL;

  forget_answer (self);
  order.until.microseconds = order.now.microseconds + INVITATION_DAYS * DAY;
  if (!mado_invitation_make (mado_ward_room_get_backend (room), self->desk->authority, &order, &file, &code, error) ||
      !fill_invitation (self, &file, code, &reply, error))
    return FALSE;
  reply.until = order.until;

  return write_reply (self, &reply, error);
}

static gboolean
run_revoke (gpointer data, MadoWardRoom *room, GError **error)
{
  Paper *self = data;
  MadoAccessReply reply = { .verdict = MADO_ACCESS_DONE };
  guint count = 0;

  forget_answer (self);
  if (!mado_terminal_record_revoke (mado_ward_room_get_backend (room), self->terminal,
                                    self->is_lost ? MADO_STANDING_UNKNOWN : MADO_STANDING_REVOKED, get_now (self->desk),
                                    &count, error))
    return FALSE;
  if (count == 0)
    reply.verdict = MADO_ACCESS_ABSENT;

  return write_reply (self, &reply, error);
}

static MadoTerminalStand
find_stand (MadoTerminalStanding standing)
{
  switch (standing) {
  case MADO_STANDING_ENROLLING:
    return MADO_TERMINAL_INVITED;
  case MADO_STANDING_WORKING:
    return MADO_TERMINAL_WORKING;
  case MADO_STANDING_REVOKED:
    return MADO_TERMINAL_REVOKED;
  case MADO_STANDING_UNKNOWN:
  default:
    return MADO_TERMINAL_GONE;
  }
}

/* An invitation that was taken, or that nobody took in time, is nothing any more. */
static MadoTerminalLine
make_line (MadoTerminalDesk *self, const MadoTerminalRecord *record)
{
  MadoTerminalLine line = {
    .terminal = g_strdup (record->terminal),
    .site = g_strdup (record->site),
    .stand = find_stand (record->standing),
    .since = record->since,
    .until = { record->certificate.expires * G_USEC_PER_SEC },
    .seen = mado_terminal_register_find_seen (self->terminals, record->terminal),
  };

  if (line.stand == MADO_TERMINAL_WORKING)
    mado_terminal_register_find_software (self->terminals, record->terminal, &line.release, &line.system);
  if (line.stand == MADO_TERMINAL_INVITED &&
      (record->code == NULL || record->code[0] == '\0' || line.until.microseconds <= get_now (self).microseconds))
    line.stand = MADO_TERMINAL_GONE;

  return line;
}

static MadoTerminalLine *
find_line (GArray *lines, const char *terminal)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (g_array_index (lines, MadoTerminalLine, i).terminal, terminal) == 0)
      return &g_array_index (lines, MadoTerminalLine, i);

  return NULL;
}

/* What works counts more than what is invited, and that more than what was sent away and may hand in its work: what is
 * good for nothing any more, as an invitation that was taken, counts least. Of two alike the younger. */
static int
weigh (const MadoTerminalLine *line)
{
  static const int weights[] = {
    [MADO_TERMINAL_WORKING] = 3, [MADO_TERMINAL_INVITED] = 2, [MADO_TERMINAL_REVOKED] = 1, [MADO_TERMINAL_GONE] = 0
  };

  return weights[line->stand];
}

static void
add_record (MadoTerminalDesk *self, const MadoTerminalRecord *record, GArray *lines)
{
  MadoTerminalLine line = make_line (self, record);
  MadoTerminalLine *known = find_line (lines, record->terminal);
  const gboolean is_invited = line.stand == MADO_TERMINAL_INVITED;

  if (known == NULL) {
    line.is_invited = is_invited;
    g_array_append_val (lines, line);
    return;
  }
  line.is_invited = known->is_invited || is_invited;
  known->is_invited = line.is_invited;
  if (weigh (&line) > weigh (known) ||
      (weigh (&line) == weigh (known) && line.since.microseconds > known->since.microseconds)) {
    MadoTerminalLine before = *known;

    *known = line;
    line = before;
  }
  mado_terminal_line_clear (&line);
}

static gboolean
run_list (gpointer data, MadoWardRoom *room, GError **error)
{
  Paper *self = data;
  g_autoptr (MadoTerminalRoll) roll = mado_terminal_roll_new ();
  g_autoptr (GPtrArray) records = NULL;

  forget_answer (self);
  records = mado_terminal_record_list (mado_ward_room_get_backend (room), error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    add_record (self->desk, g_ptr_array_index (records, i), roll->terminals);
  self->answer = records != NULL ? mado_terminal_roll_write (roll, error) : NULL;

  return self->answer != NULL;
}

/**
 * mado_terminal_desk_fulfil:
 * @self: a desk
 * @call: (transfer full): of an administrator who may
 * @wish: what he wants; not %MADO_TERMINAL_WISH_NONE
 */
void
mado_terminal_desk_fulfil (MadoTerminalDesk *self, MadoHttpCall *call, const MadoTerminalWish *wish)
{
  static const MadoWardWork list = { run_list, finish_paper };
  static const MadoWardWork changes[] = { [MADO_TERMINAL_WISH_INVITE] = { run_invite, finish_change },
                                          [MADO_TERMINAL_WISH_REVOKE] = { run_revoke, finish_change } };
  Paper *paper = make_paper (self, call);

  paper->terminal = g_strdup (wish->terminal);
  paper->site = g_strdup (wish->site);
  paper->is_lost = wish->is_lost;
  if (wish->kind == MADO_TERMINAL_WISH_LIST)
    mado_ward_readers_submit (self->office->readers, &list, paper);
  else
    mado_ward_writer_submit (self->office->writer, &changes[wish->kind], paper);
}
