// Sizes and counts that both ends hold to. Names carry the unit.
// A story of STORY_BYTES with all its mentions fits a frame even when every byte is a quote and is escaped twice.

export const MESSAGE_BYTES = 16_000
/** The body of a story; its title has a bound of its own. */
export const STORY_BYTES = 32_000
export const STORY_TITLE_CHARS = 200
export const MENTIONS_PER_POST = 50
/** The longest emoji of Unicode today, two people of two colours who kiss, has 35. */
export const EMOJI_BYTES = 40
/** Who reacted is told by name for so many of one emoji; the number is always whole. */
export const REACTION_PEOPLE = 50
export const SIGNED_BYTES = 84_000
export const FRAME_BYTES = 160 * 1024
/** The body of an HTTP request, and an order on the control socket. */
export const BODY_BYTES = 64 * 1024
/** A larger inbound frame closes the socket; one between the two is answered with LimitExceeded. */
export const FRAME_HARD_BYTES = 2 * 1024 * 1024

export const POSTS_PER_ENVELOPE = 64
export const TICKET_ROOMS_MAX = 20
/** Of a membership ticket, unless an administrator says otherwise. */
export const TICKET_HOURS = 24
export const TICKET_HOURS_MAX = 72
/** A session description of a data channel has a tenth of it. */
export const SIGNAL_CHARS = 16_000
/** As many small ones fit a frame; of the largest, one. */
export const RELAYED_AT_ONCE = 50
export const POSTS_IN_FLIGHT_PER_SOCKET = 256
export const COMMANDS_IN_FLIGHT_PER_SOCKET = 64

export const NAME_CHARS = 256
export const DESCRIPTION_CHARS = 256
export const ADD_IN_NAME_CHARS = 50
export const ADD_IN_URL_CHARS = 255
export const NAMES_PER_CHECK = 500
export const GROUP_NAME_CHARS = 100
/** Of one role in one room: more belong into a group. */
export const ROLE_PRINCIPALS_MAX = 500
export const DISPLAY_NAME_CHARS = 100
export const USERNAME_CHARS = 64
export const PASSWORD_MIN_CHARS = 12
export const PASSWORD_MAX_CHARS = 128
export const DEVICE_NAME_CHARS = 100
/** Each is kept for ever, because posts are checked by its key. */
export const DEVICES_PER_PERSON = 500
/** The oldest ends when a further one begins. */
export const SESSIONS_PER_PERSON = 100

export const HISTORY_DEFAULT_COUNT = 30
export const HISTORY_MAX_COUNT = 200
export const SEARCH_MAX_RESULTS = 100
export const SEARCH_CRITERIA_CHARS = 200
export const SEARCH_DEFAULT_RESULTS = 30
export const SEARCH_ROOMS_MAX = 500
export const SEARCH_AUTHORS_MAX = 50
/** Results are counted up to here. */
export const SEARCH_TOTAL_MAX = 1_000
export const ROOMS_PER_BJOIN = 500
export const FOLLOWED_ROOMS_MAX = 500

export const UNREAD_CAP = 999
/** Above this many people in a room the roster goes quiet; it speaks again below 80 % of it (facts: ParticipantUpdateLimit). */
export const PARTICIPANT_UPDATE_LIMIT = 75
export const PARTICIPANT_RESUME_RATIO = 0.8

export const PREF_BYTES = 64 * 1024
export const PREFS_PER_PERSON = 500
export const PREF_BYTES_PER_PERSON = 4 * 1024 * 1024
/** One that is sooner is taken and tells nobody. */
export const TYPING_EVERY_MS = 3_000
/** Of one room, to one connection that has not joined it. */
export const NEW_CONTENT_EVERY_MS = 10_000

export const TICKET_LIFE_MS = 2 * 60_000
