/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for how it stands with the service. */

#include "mado-contact.h"

#include <glib/gi18n.h>

#define NEAR (2 * G_TIME_SPAN_DAY) /* before the end of work without the service, everybody has to know of it */
#define JAPAN (9 * 60 * 60)        /* seconds ahead of UTC */

struct _MadoContact {
  GObject parent_instance;

  MadoContactState state;
  gint64 last;
  char *message;
  MadoContactRemedy remedy;
  MadoContactHolding holding;
  MadoInstant offline_until; /* none: nobody limits it */
};

G_DEFINE_FINAL_TYPE (MadoContact, mado_contact, G_TYPE_OBJECT)

static guint changed_signal;

static void
mado_contact_finalize (GObject *object)
{
  g_free (MADO_CONTACT (object)->message);

  G_OBJECT_CLASS (mado_contact_parent_class)->finalize (object);
}

static void
mado_contact_class_init (MadoContactClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_contact_finalize;

  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_contact_init (MadoContact *self)
{
  self->offline_until = MADO_INSTANT_NONE;
}

/**
 * mado_contact_new:
 *
 * Returns: (transfer full): a terminal by itself; it emits "changed"
 */
MadoContact *
mado_contact_new (void)
{
  return g_object_new (MADO_TYPE_CONTACT, NULL);
}

static gboolean
is_as (MadoContact *self, const MadoContactStand *stand)
{
  return self->state == stand->state && self->last == stand->last && self->remedy == stand->remedy &&
         g_strcmp0 (self->message, stand->message) == 0;
}

/**
 * mado_contact_set:
 * @self: a contact
 * @stand: how it stands; copied
 */
void
mado_contact_set (MadoContact *self, const MadoContactStand *stand)
{
  if (is_as (self, stand))
    return;
  self->state = stand->state;
  self->last = stand->last;
  self->remedy = stand->remedy;
  g_set_str (&self->message, stand->message);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_contact_set_holding:
 * @self: a contact
 * @holding: what is in the profile
 */
void
mado_contact_set_holding (MadoContact *self, const MadoContactHolding *holding)
{
  const MadoContactHolding before = self->holding;

  self->holding = *holding;
  if (before.waiting != holding->waiting || before.conflicts != holding->conflicts || before.cases != holding->cases)
    g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_contact_set_offline_until:
 * @self: a contact
 * @until: until when somebody can sign in here without the service; none: nobody limits it
 */
void
mado_contact_set_offline_until (MadoContact *self, MadoInstant until)
{
  const gboolean has_changed = self->offline_until.microseconds != until.microseconds;

  self->offline_until = until;
  if (has_changed)
    g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_contact_get_state:
 * @self: a contact
 *
 * Returns: how it stands
 */
MadoContactState
mado_contact_get_state (MadoContact *self)
{
  return self->state;
}

/**
 * mado_contact_get_waiting:
 * @self: a contact
 *
 * Returns: how many changes are still to be sent
 */
guint
mado_contact_get_waiting (MadoContact *self)
{
  return self->holding.waiting;
}

/**
 * mado_contact_write_time:
 * @moment: in microseconds since 1970
 * @format: as g_date_time_format() takes it
 *
 * Returns: (transfer full): when that is in Japan, where the work is, whatever the machine is set to
 */
char *
mado_contact_write_time (gint64 moment, const char *format)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (JAPAN);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (moment);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, japan) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static char *
write_limit (MadoContact *self)
{
  /* Translators: a day and a time of day, for g_date_time_format() */
  return mado_contact_write_time (self->offline_until.microseconds, _ ("%B %-e, %H:%M"));
}

/* In the foot there is room for it only where it matters soon. */
static char *
write_short_offline (MadoContact *self)
{
  g_autofree char *limit = NULL;

  if (!mado_instant_is_valid (self->offline_until) ||
      self->offline_until.microseconds - mado_instant_now ().microseconds > NEAR)
    return g_strdup (_ ("Offline"));
  limit = write_limit (self);

  /* Translators: %s is a day and a time */
  return g_strdup_printf (_ ("Offline, possible until %s"), limit);
}

static char *
write_in_step (MadoContact *self)
{
  g_autofree char *time = mado_contact_write_time (self->last, "%H:%M");

  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("In step at %s"), time);
}

static char *
write_conflicts (MadoContact *self)
{
  return g_strdup_printf (
      ngettext ("Others changed the same in %u case", "Others changed the same in %u cases", self->holding.conflicts),
      self->holding.conflicts);
}

static char *
add_waiting (MadoContact *self, const char *text)
{
  const guint waiting = self->holding.waiting;

  if (waiting == 0)
    return g_strdup (text);

  /* Translators: %s says how it stands, like “Offline” */
  return g_strdup_printf (ngettext ("%s, %u change not sent", "%s, %u changes not sent", waiting), text, waiting);
}

static char *
write_sending (MadoContact *self)
{
  const guint waiting = self->holding.waiting;

  return waiting == 0 ? g_strdup (_ ("Sending"))
                      : g_strdup_printf (ngettext ("Sending %u change", "Sending %u changes", waiting), waiting);
}

static char *
write_loading (MadoContact *self)
{
  const guint cases = (guint) self->holding.cases;

  return g_strdup_printf (ngettext ("Receiving, %u case so far", "Receiving, %u cases so far", cases), cases);
}

/**
 * mado_contact_dup_text:
 * @self: a contact
 *
 * Returns: (transfer full): how it stands, in a few words for the foot of the sidebar
 */
char *
mado_contact_dup_text (MadoContact *self)
{
  g_autofree char *offline = NULL;

  switch (self->state) {
  case MADO_CONTACT_ALONE:
    return add_waiting (self, _ ("This terminal alone"));
  case MADO_CONTACT_CALLING:
    return add_waiting (self, _ ("Connecting"));
  case MADO_CONTACT_LOADING:
    return write_loading (self);
  case MADO_CONTACT_SENDING:
    return write_sending (self);
  case MADO_CONTACT_IN_STEP:
    return self->holding.conflicts > 0 ? write_conflicts (self) : write_in_step (self);
  case MADO_CONTACT_OUTDATED:
    return add_waiting (self, _ ("Madoguchi has to be updated"));
  case MADO_CONTACT_LOCKED_OUT:
    return add_waiting (self, _ ("Not signed in at the service"));
  case MADO_CONTACT_OFFLINE:
  default:
    offline = write_short_offline (self);
    return add_waiting (self, offline);
  }
}

static char *
write_offline (MadoContact *self)
{
  const guint waiting = self->holding.waiting;

  if (waiting == 0)
    return g_strdup (_ ("You are offline. You can go on working."));

  return g_strdup_printf (ngettext ("You are offline: %u change is not sent yet. You can go on working.",
                                    "You are offline: %u changes are not sent yet. You can go on working.", waiting),
                          waiting);
}

static char *
add_limit (MadoContact *self, char *text)
{
  g_autofree char *before = text;
  g_autofree char *limit = NULL;

  if (!mado_instant_is_valid (self->offline_until))
    return g_steal_pointer (&before);
  limit = write_limit (self);

  /* Translators: a sentence, and until when: a day and a time */
  return g_strdup_printf (_ ("%s (until %s)"), before, limit);
}

static char *
write_first_loading (MadoContact *self)
{
  const guint cases = (guint) self->holding.cases;

  return g_strdup_printf (
      ngettext ("The cases are coming in, open ones first: %u so far. You can work on it already.",
                "The cases are coming in, open ones first: %u so far. You can work on them already.", cases),
      cases);
}

/**
 * mado_contact_dup_warning:
 * @self: a contact
 *
 * Returns: (transfer full) (nullable): what everybody has to know who works now, in a sentence; %NULL: nothing
 */
char *
mado_contact_dup_warning (MadoContact *self)
{
  if (self->message != NULL)
    return g_strdup (self->message);
  if (self->state == MADO_CONTACT_OFFLINE)
    return add_limit (self, write_offline (self));
  if (self->state == MADO_CONTACT_LOADING)
    return write_first_loading (self);

  return self->holding.conflicts > 0 ? write_conflicts (self) : NULL;
}

/**
 * mado_contact_find_button:
 * @self: a contact that has a warning
 * @out_button: (out): what whoever works can do about it; untouched where that is nothing
 *
 * Returns: whether there is something
 */
gboolean
mado_contact_find_button (MadoContact *self, MadoContactButton *out_button)
{
  if (self->remedy == MADO_CONTACT_REMEDY_RETRY)
    *out_button = (MadoContactButton) { _ ("_Try Again"), "win.refresh" };
  else if (self->remedy == MADO_CONTACT_REMEDY_SIGN_IN)
    *out_button = (MadoContactButton) { _ ("_Sign In Again"), "win.sign-out" };
  else if (self->message == NULL && self->state != MADO_CONTACT_LOADING && self->holding.conflicts > 0)
    *out_button = (MadoContactButton) { _ ("_Show"), "win.conflict" };
  else
    return FALSE;

  return TRUE;
}

/**
 * mado_contact_get_icon:
 * @self: a contact
 *
 * Returns: (transfer none): the icon beside the text
 */
const char *
mado_contact_get_icon (MadoContact *self)
{
  static const char *const icons[MADO_CONTACT_N_STATES] = {
    [MADO_CONTACT_ALONE] = "computer-symbolic",
    [MADO_CONTACT_OFFLINE] = "network-offline-symbolic",
    [MADO_CONTACT_CALLING] = "network-transmit-receive-symbolic",
    [MADO_CONTACT_LOADING] = "network-receive-symbolic",
    [MADO_CONTACT_SENDING] = "network-transmit-symbolic",
    [MADO_CONTACT_IN_STEP] = "network-idle-symbolic",
    [MADO_CONTACT_OUTDATED] = "software-update-urgent-symbolic",
    [MADO_CONTACT_LOCKED_OUT] = "system-lock-screen-symbolic",
  };

  return self->state == MADO_CONTACT_IN_STEP && self->holding.conflicts > 0 ? "dialog-warning-symbolic"
                                                                            : icons[self->state];
}
