namespace NumberVerify.Simulator;

/// <summary>First in, first out, in pieces of a fixed size: a long one has no array that is copied to grow and left behind.</summary>
internal sealed class PiecewiseQueue<T>
    where T : struct
{
    private const int PieceSize = 1_024;

    private readonly Queue<T[]> pieces = new();
    private T[] last = [];
    private int head;
    private int tail;

    internal bool TryPeek(out T first)
    {
        first = default;
        if (pieces.Count == 0 || (pieces.Count == 1 && head == tail))
        {
            return false;
        }

        first = pieces.Peek()[head];
        return true;
    }

    internal void Enqueue(T item)
    {
        if (tail == last.Length)
        {
            last = new T[PieceSize];
            tail = 0;
            pieces.Enqueue(last);
        }

        last[tail++] = item;
    }

    /// <summary>Takes away what <see cref="TryPeek"/> found.</summary>
    internal void Dequeue()
    {
        if (++head == PieceSize)
        {
            pieces.Dequeue();
            head = 0;
            if (pieces.Count == 0)
            {
                last = [];
                tail = 0;
            }
        }
    }
}
