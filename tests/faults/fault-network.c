/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three network namespaces in a user namespace: here, the other end, and one between them, where frames are taken from
 * one virtual cable and put on the other, later, twice, or never. */

#include "fault-network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGEST_FRAME 2048
#define ROUND 50 /* milliseconds */

/* What both processes see. */
typedef struct {
  FaultWeather weather;
  guint64 n_bytes;
} Sky;

/* On its way. */
typedef struct {
  gint64 due;
  FaultNetworkWay way;
  gsize length;
  guint8 bytes[LARGEST_FRAME];
} Frame;

typedef struct {
  int cables[FAULT_NETWORK_N_WAYS]; /* where frames of that way come out */
  gint64 free_at[FAULT_NETWORK_N_WAYS];
  GQueue frames;
  GRand *chance;
} Relay;

static Sky *sky;
static int other_end = -1;

/* --- between ------------------------------------------------------------------------------------------------------ */

static void
raise_cable (int fd, const char *name)
{
  struct ifreq request = { 0 };

  g_strlcpy (request.ifr_name, name, sizeof request.ifr_name);
  request.ifr_flags = IFF_UP | IFF_PROMISC;
  g_assert_cmpint (ioctl (fd, SIOCSIFFLAGS, &request), ==, 0);
}

static int
tap_cable (const char *name)
{
  const int on = 1;
  int fd = socket (AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, htons (ETH_P_ALL));
  struct sockaddr_ll place = { .sll_family = AF_PACKET, .sll_protocol = htons (ETH_P_ALL) };

  g_assert_cmpint (fd, >=, 0);
  raise_cable (fd, name);
  place.sll_ifindex = (int) if_nametoindex (name);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &place, sizeof place), ==, 0);
  g_assert_cmpint (setsockopt (fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on), ==, 0);

  return fd;
}

static gboolean
happens (Relay *self, guint per_mille)
{
  return per_mille > 0 && g_rand_int_range (self->chance, 0, 1000) < (gint) per_mille;
}

static gint64
draw_due (Relay *self, const Frame *frame, const FaultWeather *weather)
{
  gint64 due = g_get_monotonic_time ();

  if (weather->rate > 0) {
    self->free_at[frame->way] =
        MAX (self->free_at[frame->way], due) + (gint64) frame->length * G_USEC_PER_SEC / weather->rate;
    due = self->free_at[frame->way];
  }
  if (weather->jitter > 0)
    due += g_rand_int_range (self->chance, 0, (gint) weather->jitter) * 1000;

  return due + (gint64) weather->delay * 1000;
}

static void
take_in (Relay *self, const Frame *frame)
{
  const FaultWeather weather = sky->weather;

  sky->n_bytes += frame->length;
  if (weather.blocks[frame->way] || (weather.largest > 0 && frame->length > weather.largest) ||
      happens (self, weather.loss))
    return;
  for (guint i = 0; i < 1U + happens (self, weather.twice); i++) {
    Frame *kept = g_memdup2 (frame, sizeof *frame);

    kept->due = draw_due (self, frame, &weather);
    g_queue_push_tail (&self->frames, kept);
  }
}

static void
listen_to (Relay *self, FaultNetworkWay way)
{
  Frame frame = { .way = way };
  gssize n;

  while ((n = recv (self->cables[!way], frame.bytes, sizeof frame.bytes, 0)) > 0) {
    frame.length = (gsize) n;
    take_in (self, &frame);
  }
}

/* Returns: milliseconds until the next is due */
static int
pass_on (Relay *self)
{
  const gint64 now = g_get_monotonic_time ();
  gint64 next = now + ROUND * 1000;

  for (GList *link = self->frames.head, *after; link != NULL; link = after) {
    Frame *frame = link->data;

    after = link->next;
    if (frame->due > now) {
      next = MIN (next, frame->due);
      continue;
    }
    (void) send (self->cables[frame->way], frame->bytes, frame->length, 0); /* ignored: a cable may lose it */
    g_queue_delete_link (&self->frames, link);
    g_free (frame);
  }

  return (int) ((next - now + 999) / 1000);
}

G_NORETURN static void
relay_for_ever (void)
{
  Relay self = { .cables = { tap_cable ("m0"), tap_cable ("m1") }, .chance = g_rand_new_with_seed (77) };

  g_queue_init (&self.frames);
  for (;;) {
    struct pollfd watched[] = { { self.cables[0], POLLIN, 0 }, { self.cables[1], POLLIN, 0 } };

    (void) poll (watched, G_N_ELEMENTS (watched), pass_on (&self)); /* ignored: it looks everywhere anyway */
    listen_to (&self, FAULT_NETWORK_OUT);
    listen_to (&self, FAULT_NETWORK_BACK);
  }
}

/* --- the namespaces ----------------------------------------------------------------------------------------------- */

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "a test gets no network of its own here: %s: %s", what,
               g_strerror (errno));

  return FALSE;
}

static void
write_file (const char *path, const char *text)
{
  g_autofd int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize) strlen (text));
}

static gboolean
be_alone (GError **error)
{
  g_autofree char *user = g_strdup_printf ("%u %u 1", getuid (), getuid ());
  g_autofree char *group = g_strdup_printf ("%u %u 1", getgid (), getgid ());

  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    return fail (error, "unshare");
  write_file ("/proc/self/setgroups", "deny");
  write_file ("/proc/self/uid_map", user);
  write_file ("/proc/self/gid_map", group);

  return TRUE;
}

/* What this process may do in its namespaces, programs that it runs may do, too. */
static void
hand_rights_on (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct rights[2] = { 0 };

  g_assert_cmpint (syscall (SYS_capget, &header, rights), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    rights[i].inheritable = rights[i].permitted;
  g_assert_cmpint (syscall (SYS_capset, &header, rights), ==, 0);
  g_assert_cmpint (prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_ADMIN, 0, 0), ==, 0);
}

/* Returns: (in the child) 0 */
static pid_t
fork_off (void)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    prctl (PR_SET_PDEATHSIG, SIGKILL);

  return pid;
}

static gboolean
await_child (pid_t pid)
{
  int status = -1;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* "… ip COMMAND", here or at the other end. */
static gboolean
run_ip (gboolean is_there, const char *command)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  const pid_t pid = fork_off ();

  if (pid != 0)
    return await_child (pid);
  if (is_there)
    fault_network_enter_other_end ();
  hand_rights_on ();
  execvp (words[0], words);
  _exit (1);
}

/* Frames are to be on the cable what they are on a real one: not larger, and with their sums. */
static void
be_a_plain_cable (gboolean is_there, const char *name)
{
  static const guint32 helps[] = { ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_SGRO };
  const pid_t pid = fork_off ();

  if (pid != 0) {
    g_assert_true (await_child (pid));
    return;
  }
  if (is_there)
    fault_network_enter_other_end ();

  const int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (helps); i++) {
    struct ethtool_value value = { helps[i], 0 };
    struct ifreq request = { 0 };

    g_strlcpy (request.ifr_name, name, sizeof request.ifr_name);
    request.ifr_data = (char *) &value;
    (void) ioctl (fd, SIOCETHTOOL, &request); /* ignored: what a cable cannot do it does not do */
  }
  _exit (0);
}

/* A process in a network namespace of its own, which waits until it is told to go on. */
static pid_t
settle (int *out_gate)
{
  int ready[2], gate[2];
  char byte = 0;

  g_assert_true (pipe2 (ready, O_CLOEXEC) == 0 && pipe2 (gate, O_CLOEXEC) == 0);

  const pid_t pid = fork_off ();

  if (pid == 0) {
    g_assert_cmpint (unshare (CLONE_NEWNET), ==, 0);
    g_assert_cmpint (write (ready[1], &byte, 1), ==, 1);
    g_assert_cmpint (read (gate[0], &byte, 1), ==, 1);
    relay_for_ever ();
  }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  (void) close (ready[0]);
  (void) close (ready[1]);
  (void) close (gate[0]);
  *out_gate = gate[1];

  return pid;
}

static int
open_network_of (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/ns/net", pid);
  const int fd = open (path, O_RDONLY); /* programs that are run take it over */

  g_assert_cmpint (fd, >=, 0);

  return fd;
}

static void
begin_to_name (void)
{
  if (fork_off () != 0)
    return;
  fault_network_enter_other_end ();
  fault_names_serve (&sky->weather.names, FAULT_NETWORK_HERE, FAULT_NETWORK_NOWHERE);
}

static gboolean
lay_cables (int between)
{
  g_autofree char *out = g_strdup_printf ("ip link set m0 netns /proc/self/fd/%d", between);
  g_autofree char *back = g_strdup_printf ("ip link set m1 netns /proc/self/fd/%d", between);
  g_autofree char *end = g_strdup_printf ("ip link set t0 netns /proc/self/fd/%d", other_end);

  return run_ip (FALSE, "ip link set lo up") && run_ip (TRUE, "ip link set lo up") &&
         run_ip (FALSE, "ip link add name t0 type veth peer name m0") &&
         run_ip (FALSE, "ip link add name s0 type veth peer name m1") && run_ip (FALSE, out) && run_ip (FALSE, back) &&
         run_ip (FALSE, end) && run_ip (FALSE, "ip addr add " FAULT_NETWORK_HERE "/24 dev s0") &&
         run_ip (FALSE, "ip link set s0 up") && run_ip (TRUE, "ip addr add 10.77.0.2/24 dev t0") &&
         run_ip (TRUE, "ip link set t0 up");
}

/**
 * fault_network_open:
 * @error: why this machine does not allow it
 *
 * Returns: whether this process and whoever it starts are in a network of their own
 */
gboolean
fault_network_open (GError **error)
{
  int gate = -1, end_gate = -1;
  g_autofd int between = -1;

  if (!be_alone (error))
    return FALSE;
  sky = mmap (NULL, sizeof *sky, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (sky != MAP_FAILED);
  other_end = open_network_of (settle (&end_gate)); /* nothing else is wanted of that process */
  between = open_network_of (settle (&gate));
  if (!lay_cables (between))
    return fail (error, "ip link");
  be_a_plain_cable (FALSE, "s0");
  be_a_plain_cable (TRUE, "t0");
  g_assert_cmpint (write (gate, "", 1), ==, 1);
  begin_to_name ();

  return TRUE;
}

/**
 * fault_network_set:
 * @weather: what it is like from now on; what is on its way is not touched
 */
void
fault_network_set (const FaultWeather *weather)
{
  sky->weather = *weather;
}

/**
 * fault_network_count_bytes:
 *
 * Returns: how many were sent so far by anybody
 */
guint64
fault_network_count_bytes (void)
{
  return sky->n_bytes;
}

/**
 * fault_network_enter_other_end:
 *
 * For a child that is to be there.
 */
void
fault_network_enter_other_end (void)
{
  if (setns (other_end, CLONE_NEWNET) != 0)
    _exit (1);
}
